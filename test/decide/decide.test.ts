import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decide, type Question } from '#decide/decide.ts';
import { parseTemplates } from '#decide/templates.ts';
import { readSheets } from '#lib/sheet.ts';
import type { Finding } from '#model/finding.ts';
import type { Template } from '#model/policy.ts';
import type { Verdict } from '#model/verdict.ts';
import { aFinding, aReading } from '../support/a-post.ts';

const templates = parseTemplates(
  readSheets(join(import.meta.dirname, '..', '..', 'rules', 'policies'), 'rules/policies'),
);

function templateOf(id: string): Template {
  const template = templates.get(id);
  if (!template) throw new Error(`expected the template ${id}, got none`);
  return template;
}

function ask(findings: readonly Finding[], changes: Partial<Question> = {}): Verdict {
  return decide({
    reading: aReading(),
    findings,
    failures: [],
    template: templateOf('高校'),
    mode: 'live',
    record: 0,
    isMark: (rule) => rule.endsWith('-mark'),
    ...changes,
  });
}

/** The verdict in one line: outcome, kind, steps, withheld. */
function short({ outcome, kind, steps, withheld }: Verdict): string {
  const said = (measures: Verdict['steps']): string =>
    measures.map((step) => (step.otherwise ? `${step.do}|${step.otherwise}` : step.do)).join('+');
  return [outcome, kind, said(steps), ...(withheld.length > 0 ? [`(${said(withheld)})`] : [])].join(' ').trim();
}

const secret = aFinding();
const work = aFinding({ rule: 'internal-mark', category: 'classified.work-secret', confidence: 0.92 });
const guess = aFinding({ rule: 'hint', category: 'classified.state-secret', confidence: 0.7 });
const lure = aFinding({ rule: 'lure', category: 'solicitation.paid-material', confidence: 0.8 });
const hintOfLure = aFinding({ rule: 'lure', category: 'solicitation.paid-material', confidence: 0.65 });
const risky = aFinding({ rule: 'photo', category: 'risky-request.capture', confidence: 0.85 });
const idCard = aFinding({ rule: 'cn-id-card', category: 'personal-data.id-card', confidence: 0.95 });
const phones = [0, 20, 40].map((at) =>
  aFinding({ rule: 'mobile', category: 'personal-data.phone', confidence: 0.65, span: [at, at + 11] }),
);
const scope = aFinding({ rule: 'appointment', category: 'scope.personnel', confidence: 0.8 });

test.each<[name: string, findings: readonly Finding[], changes: Partial<Question>, verdict: string]>([
  ['nothing found is clear', [], {}, 'clear none'],
  [
    'a mark is retracted, or asked back, and escalated',
    [secret],
    {},
    'violation classified retract|request-recall+notify+escalate',
  ],
  ['a work secret is treated as classified', [work], {}, 'violation classified retract|request-recall+notify+escalate'],
  ['a suspicion waits for a person and never retracts', [guess], {}, 'review classified flag'],
  ['below 0.6 nothing follows', [aFinding({ confidence: 0.59 })], {}, 'clear none'],
  [
    'many weak findings are still nothing',
    [0, 9, 18].map((at) => aFinding({ confidence: 0.5, span: [at, at + 5] })),
    {},
    'clear none',
  ],
  ['solicitation only goes to the office', [lure], {}, 'violation solicitation escalate'],
  ['a risky request is answered with a reminder', [risky], {}, 'violation risky-request notify'],
  ['an identity number is asked back', [idCard], {}, 'violation personal-data request-recall+notify'],
  ['one telephone number of weak confidence is for review', phones.slice(0, 1), {}, 'review personal-data flag'],
  ['three numbers are three persons', phones, {}, 'violation personal-data request-recall+notify'],
  [
    'three identifiers of one person are one person',
    ['mobile', 'mail', 'plate'].map((rule) => aFinding({ rule, category: 'personal-data.phone', confidence: 0.65 })),
    {},
    'review personal-data flag',
  ],
  ['scope is a private reminder', [scope], {}, 'violation scope notify'],
  [
    'scope for the fourth time is asked back and shown',
    [scope],
    { record: 3 },
    'violation scope request-recall+notify+flag',
  ],
  [
    'classified goes before everything else',
    [scope, idCard, risky, lure, secret],
    {},
    'violation classified retract|request-recall+notify+escalate',
  ],
  ['solicitation goes before a risky request', [risky, lure], {}, 'violation solicitation escalate'],
  ['who may be recruiting is not reminded of a risky request', [risky, hintOfLure], {}, 'violation risky-request flag'],
  ['who may be recruiting is not asked anything back', [idCard, hintOfLure], {}, 'violation personal-data flag'],
  [
    'a mark is taken back from a suspected recruiter, too',
    [secret, hintOfLure],
    {},
    'violation classified retract|request-recall+notify+escalate+flag',
  ],
  ['a risky request goes before personal data', [idCard, risky], {}, 'violation risky-request notify'],
  ['personal data goes before scope', [scope, idCard], {}, 'violation personal-data request-recall+notify'],
  ['what is sure acts, what is suspected beside it is flagged', [guess, scope], {}, 'violation scope notify+flag'],
  [
    'a quote is measured all the same',
    [aFinding({ from: 'quote' })],
    {},
    'violation classified retract|request-recall+notify+escalate',
  ],
  ['a failed detector is never clear', [], { failures: ['rules'] }, 'review none flag'],
  [
    'a failed detector is flagged before the owner has answered, too',
    [],
    { failures: ['rules'], mode: 'marks-live' },
    'review none flag',
  ],
  [
    'before the owner has answered a mark acts',
    [secret],
    { mode: 'marks-live' },
    'violation classified retract|request-recall+notify+escalate',
  ],
  [
    'before the owner has answered a sure finding that is no mark waits',
    [aFinding({ rule: 'telegram' })],
    { mode: 'marks-live' },
    'violation classified  (retract|request-recall+notify+escalate)',
  ],
  ['before the owner has answered scope is only counted', [scope], { mode: 'marks-live' }, 'violation scope  (notify)'],
  [
    'a group that is off withholds even a mark',
    [secret],
    { mode: 'off' },
    'violation classified  (retract|request-recall+notify+escalate)',
  ],
  [
    'an enterprise asks its trade secrets back at 0.8',
    [aFinding({ rule: 'trade-mark', category: 'classified.trade-secret', confidence: 0.8 })],
    { template: templateOf('企业') },
    'violation classified request-recall+notify+escalate',
  ],
  ['parents are not held to the scope of an office', [scope], { template: templateOf('家校') }, 'review scope flag'],
  [
    'data of pupils is asked back among parents',
    [aFinding({ rule: 'pupils', category: 'personal-data.children', confidence: 0.6 })],
    { template: templateOf('家校') },
    'violation personal-data request-recall+notify',
  ],
])('%s', (_, findings, changes, verdict) => {
  expect(short(ask(findings, changes))).toBe(verdict);
});

test('the whole verdict of a mark', () => {
  expect(ask([secret, scope])).toEqual({
    post: 'test:post-1',
    outcome: 'violation',
    kind: 'classified',
    category: 'classified.state-secret',
    confidence: 0.95,
    reasons: [secret, scope],
    gaps: [],
    gapMeasure: 'none',
    steps: [{ do: 'retract', otherwise: 'request-recall' }, { do: 'notify' }, { do: 'escalate' }],
    withheld: [],
    policy: { id: 'state-secret', version: 1, template: '高校' },
    severity: 5,
    deadline: 10,
    charged: true,
    failures: [],
  });
});

test('a suspected state secret stands among the reasons, whichever policy decided', () => {
  const off = templateOf('高校').policies.map((policy) => ({ ...policy, mode: 'off' as const }));
  expect([
    ask([work, guess]).reasons,
    ask([idCard, guess]).reasons,
    ask([guess], { template: { ...templateOf('高校'), policies: off } }).reasons,
    ask([aFinding({ confidence: 0.59 })]).reasons,
  ]).toEqual([[work, guess], [idCard, guess], [guess], []]);
});

test('a quote charges nobody, a forward is charged like own words', () => {
  expect([
    ask([aFinding({ from: 'quote' })]).charged,
    ask([aFinding({ from: 'forward' })]).charged,
    ask([aFinding({ from: 'quote' }), secret]).charged,
  ]).toEqual([false, true, true]);
});

test('a shadow policy withholds and does not make a post a violation', () => {
  const template = templateOf('高校');
  const policies = template.policies
    .map((policy) => (policy.id === 'scope' ? { ...policy, mode: 'shadow' as const } : policy))
    .filter(({ id }) => id !== 'scope-unsure');
  expect(short(ask([scope], { template: { ...template, policies } }))).toBe('clear none  (notify)');
});

test.each<
  [
    name: string,
    why: 'encrypted' | 'unsafe-path' | 'unreadable' | 'unsupported',
    media: 'file' | 'picture',
    template: string,
    says: readonly [string, string],
  ]
>([
  ['a locked file asks its sender', 'encrypted', 'file', '高校', ['clear', 'ask-sender']],
  ['a dangerous archive is for review', 'unsafe-path', 'file', '高校', ['review', 'count']],
  ['a blurred picture of a paper asks its sender', 'unreadable', 'picture', '高校', ['clear', 'ask-sender']],
  ['another unread picture is counted', 'unsupported', 'picture', '高校', ['clear', 'count']],
  ['a blurred picture in a township asks its sender', 'unreadable', 'picture', '乡镇', ['clear', 'ask-sender']],
  ['pictures among parents pass', 'unreadable', 'picture', '家校', ['clear', 'none']],
])('%s', (_, why, media, template, says) => {
  const verdict = ask([], {
    template: templateOf(template),
    reading: aReading({ gaps: [{ file: 'test:f', from: 'body', media, why }] }),
  });
  expect([verdict.outcome, verdict.gapMeasure]).toEqual(says);
});
