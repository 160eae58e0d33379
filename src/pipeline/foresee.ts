import type { Catalogue } from '#model/catalogue.ts';
import type { Finding } from '#model/finding.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { Foresight, OwnerSettings } from '#model/owner.ts';
import type { Template } from '#model/policy.ts';
import type { Trace } from '#model/store.ts';
import type { Verdict } from '#model/verdict.ts';
import { decide } from '#decide/decide.ts';
import { fileKindOf, ownerHits, type OwnerRule, type OwnerRules } from '#detect/owner-rules.ts';

export interface ForeseeParts {
  readonly templates: ReadonlyMap<string, Template>;
  readonly catalogue: Catalogue;
  readonly ownerRules: OwnerRules;
  readonly isMark: (rule: string) => boolean;
  readonly tz: string;
}

interface Compared {
  readonly traces: readonly Trace[];
  readonly group: Group;
  readonly since: Moment;
  readonly before: OwnerSettings;
  readonly after: OwnerSettings;
}

interface Counted {
  readonly told: number;
  readonly takenBack: number;
  readonly looked: number;
  readonly hits: Readonly<Record<OwnerRule, number>>;
}

const untold: readonly OwnerRule[] = ['hours', 'file', 'link'];

/** What a change would have done to the posts of the last 14 days: counts from traces, which hold no words. */
export function foresee(parts: ForeseeParts, compared: Compared): Foresight {
  const { traces, since, before, after } = compared;
  const [was, would] = [countUnder(before, parts, compared), countUnder(after, parts, compared)];
  const line = (title: string, of: (counted: Counted) => number) => ({ title, before: of(was), after: of(would) });
  return {
    posts: traces.length,
    since,
    lines: [
      line('私下提醒本人', ({ told }) => told),
      line('请本人撤回或由系统撤回', ({ takenBack }) => takenBack),
      line('交保密办看', ({ looked }) => looked),
      ...untold.map((rule) => line(parts.ownerRules.rules[rule].title, ({ hits }) => hits[rule])),
    ],
    unknown: unknownOf(before, after),
  };
}

function countUnder(settings: OwnerSettings, parts: ForeseeParts, { traces, group }: Compared): Counted {
  const template = parts.templates.get(settings.template);
  const counted = { told: 0, takenBack: 0, looked: 0, hits: { hours: 0, file: 0, link: 0, notice: 0 } };
  if (!template) return counted;
  for (const trace of traces) {
    const hits = hitsOf(trace, { settings, parts, group });
    for (const hit of hits) counted.hits[hit] += 1;
    const verdict = decide({
      reading: { post: postOf(trace), passages: [], gaps: [], context: [] },
      findings: [
        ...knownIn(trace, parts),
        ...hits.map((hit) => findingOf(parts.ownerRules.rules[hit], parts.ownerRules.confidence)),
      ],
      failures: [],
      template,
      mode: settings.mode,
      record: 0,
      isMark: parts.isMark,
    });
    if (does(verdict, 'notify')) counted.told += 1;
    if (does(verdict, 'request-recall') || does(verdict, 'retract')) counted.takenBack += 1;
    if (does(verdict, 'flag') || does(verdict, 'escalate')) counted.looked += 1;
  }
  return counted;
}

function does({ steps }: Verdict, what: Verdict['steps'][number]['do']): boolean {
  return steps.some((step) => step.do === what);
}

interface Under {
  readonly settings: OwnerSettings;
  readonly parts: ForeseeParts;
  readonly group: Group;
}

function hitsOf(trace: Trace, { settings, parts, group }: Under): readonly OwnerRule[] {
  const { at, sender, linkDomains } = trace;
  const fileKinds = trace.fileKinds.map((extension) => fileKindOf(extension, parts.ownerRules));
  const outline = {
    at,
    sender,
    isOwner: sender === group.owner,
    isAdmin: false,
    fileKinds,
    linkDomains,
    isNotice: false,
  };
  return ownerHits(outline, settings, parts.tz);
}

/** What the owner's own rules found then is reckoned anew. */
function knownIn({ rules }: Trace, { catalogue, ownerRules }: ForeseeParts): readonly Finding[] {
  const own = new Set(Object.values(ownerRules.rules).map(({ id }) => id));
  return rules.flatMap(({ rule, confidence }) => {
    const facts = catalogue.rules.get(rule);
    return facts && !own.has(rule) ? [findingOf(facts, confidence)] : [];
  });
}

function findingOf(
  { id, category }: { readonly id: string; readonly category: Finding['category'] },
  confidence: number,
): Finding {
  return { rule: id, category, confidence, passage: 0, from: 'body', span: [0, 0], raised: [], lowered: [] };
}

function postOf({ post, group, at }: Trace) {
  const sender = { id: '', name: '', role: 'member' } as const;
  return { id: post, group, sender, sentAt: at, body: '', quoted: null, forwarded: [], files: [] };
}

function unknownOf(before: OwnerSettings, after: OwnerSettings): readonly string[] {
  const differs = (of: (settings: OwnerSettings) => unknown): boolean =>
    JSON.stringify(of(before)) !== JSON.stringify(of(after));
  return [
    ...(differs(({ topics }) => topics)
      ? ['话题的改动无法回算：系统不保存消息文字。可以先用“试一试”，或先试运行三天。']
      : []),
    ...(differs(({ posters }) => posters) ? ['谁发通知的改动无法回算：系统不保存消息文字，不知道哪些是通知。'] : []),
    ...(differs(({ template }) => template)
      ? ['换模板只按当时留下的命中推算；发送人以往的次数、读不了的文件没有算进去。']
      : []),
  ];
}
