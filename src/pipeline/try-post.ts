import type { Catalogue } from '#model/catalogue.ts';
import { kindOf } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Group } from '#model/group.ts';
import type { Tried } from '#model/owner.ts';
import type { Reading } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';
import { decide } from '#decide/decide.ts';
import { leastConfidence } from '#decide/templates.ts';
import { ownerFindings } from '#detect/owner-rules.ts';
import { withTopics } from '#detect/topics.ts';
import type { Examiner } from '#pipeline/examine.ts';

type Parts = Pick<Examiner, 'detectors' | 'templates' | 'topics' | 'ownerRules' | 'tz' | 'isMark' | 'clock'> & {
  readonly catalogue: Catalogue;
};

const patience = 10_000;
const stop: Tried = {
  outcome: 'stop',
  says: '您刚才输入的内容可能不宜在这里传递，没有保存。请不要再输入、粘贴或上传它；急件请联系机要室，拿不准请联系保密办。',
  reasons: [],
};

/** A made-up post judged as the group would: nothing of it is kept. A mark gets the stop text and no analysis (handling.md 3). */
export async function tryPost(parts: Parts, group: Group, text: string): Promise<Tried> {
  const template = parts.templates.get(group.template);
  if (!template) throw new Error(`group ${group.id}: expected a known template, got ${group.template}`);
  const reading = readingOf(text, group, parts.clock());
  const { post, passages } = reading;
  const signal = AbortSignal.timeout(patience);
  const found = (await Promise.all(parts.detectors.map((detector) => detector.detect(reading, signal)))).flat();
  if (found.some((finding) => isStop(finding, parts))) return stop;
  const findings = [
    ...withTopics(found, { passages, topics: group.topics, rules: parts.topics, now: parts.clock() }),
    ...ownerFindings({ post, passages, sender: '', settings: group.settings, rules: parts.ownerRules, tz: parts.tz }),
  ];
  const { mode } = group;
  const verdict = decide({ reading, findings, failures: [], template, mode, record: 0, isMark: parts.isMark });
  return { outcome: verdict.outcome, says: wordsFor(verdict), reasons: reasonsOf(verdict, findings, parts) };
}

function isStop({ rule, category, confidence }: Finding, { isMark }: Parts): boolean {
  return confidence >= leastConfidence && (isMark(rule) || kindOf(category) === 'classified');
}

function wordsFor({ outcome, steps, withheld }: Verdict): string {
  const does = (what: Verdict['steps'][number]['do']): boolean => steps.some((step) => step.do === what);
  if (outcome === 'clear') return '可以发：没有发现不适合本群的内容。';
  if (steps.length === 0 && withheld.length > 0) return '试运行：只统计，不提醒任何人。';
  if (outcome === 'review') return '拿不准：不提醒本人，交保密办看一看。';
  if (does('escalate') && !does('notify')) return '不提醒本人，直接报保密办。';
  return does('request-recall') || does('retract')
    ? '会私下提醒本人，并请他撤回。'
    : '会私下提醒本人，群里没有任何提示。';
}

/** Titles of rules; what was lifted by an allowed topic is said too. */
function reasonsOf({ reasons }: Verdict, findings: readonly Finding[], { catalogue }: Parts): readonly string[] {
  const title = ({ rule }: Finding): string => catalogue.rules.get(rule)?.title ?? '通篇看不像周知性的一般信息';
  const lifted = findings.filter(({ lowered }) => lowered.includes('owner-allows'));
  return [...new Set([...reasons.map(title), ...lifted.map((one) => `${title(one)}：因为是您允许的话题，不算`)])];
}

function readingOf(text: string, { id }: Group, now: number): Reading {
  const sender = { id: 'try:', name: '', role: 'member' } as const;
  const post = { id: 'try:', group: id, sender, sentAt: now, body: text, quoted: null, forwarded: [], files: [] };
  return { post, passages: [{ from: 'body', file: null, via: 'text', where: '正文', text }], gaps: [], context: [] };
}
