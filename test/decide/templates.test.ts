import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTemplates } from '#decide/templates.ts';
import { parseSheet, readSheets } from '#lib/sheet.ts';

const folder = join(import.meta.dirname, '..', '..', 'rules', 'policies');

test('the shipped templates load and the base is none of them', () => {
  expect([...parseTemplates(readSheets(folder, 'rules/policies')).keys()].toSorted()).toEqual(
    ['乡镇', '企业', '医院', '家校', '机关', '高校'].toSorted(),
  );
});

function base(policies: string): string {
  return `id: base\ntitle: 起点\ndescribes: 起点\nversion: 1\npolicies:\n${policies}`;
}
function policy(changes: Readonly<Record<string, string>> = {}): string {
  const fields = {
    id: 'pii',
    version: '1',
    mode: 'live',
    when: '{ kind: personal-data, confidence: 0.8 }',
    outcome: 'violation',
    severity: '2',
    measures: '[{ do: notify }]',
    deadline: '60',
    ...changes,
  };
  return Object.entries(fields)
    .map(([name, value], at) => `${at === 0 ? '  - ' : '    '}${name}: ${value}`)
    .join('\n');
}
const office = 'id: 机关\ntitle: 机关\ndescribes: 机关\nversion: 1\nbase: base\n';

test.each<[name: string, sheets: readonly string[], message: string]>([
  [
    'a measure that does not exist',
    [base(policy({ measures: '[{ do: retrac }]' })), office],
    "one.yaml:12: policy pii, measure: do 'retrac' is not one of retract, request-recall, notify, flag, escalate",
  ],
  [
    'a field nobody knows',
    [base(policy({ mood: 'good' })), office],
    "one.yaml:14: policy pii: expected no field 'mood'",
  ],
  [
    'a confidence that decides too little',
    [base(policy({ when: '{ kind: personal-data, confidence: 0.5 }' })), office],
    'one.yaml:9: policy pii: confidence: Too small: expected number to be >=0.6, got 0.5',
  ],
  [
    'a missing deadline',
    [base(policy()).replace('    deadline: 60', ''), office],
    'one.yaml:6: policy pii: expected deadline, got nothing',
  ],
  [
    'a review that retracts',
    [base(policy({ outcome: 'review', measures: '[{ do: retract }]' })), office],
    "two.yaml:1: template 机关, policy pii: a review expected other measures, got 'retract'",
  ],
  [
    'a notice to a suspected recruiter',
    [base(policy({ when: '{ kind: solicitation, confidence: 0.7 }' })), office],
    "two.yaml:1: template 机关, policy pii: solicitation expected other measures, got 'notify'",
  ],
  [
    'categories of another kind',
    [base(policy({ when: '{ kind: scope, categories: [personal-data.phone], confidence: 0.7 }' })), office],
    "two.yaml:1: template 机关, policy pii: expected categories of scope, got 'personal-data.phone'",
  ],
  [
    'a base that is not there',
    [base(policy()), office.replace('base: base', 'base: basis')],
    "two.yaml:5: template 机关: base 'basis' is not a base sheet",
  ],
  [
    'a change of nothing',
    [base(policy()), `${office}changes:\n  - id: pij\n    deadline: 30\n`],
    'two.yaml:7: policy pij: expected a policy of base, got none of that id',
  ],
  [
    'the same id twice',
    [base(policy()), office, office],
    'three.yaml:1: template 机关: expected an id of its own, got one that exists',
  ],
])('%s is refused with its line', (_, sheets, message) => {
  const names = ['one.yaml', 'two.yaml', 'three.yaml'];
  expect(() => parseTemplates(sheets.map((text, at) => parseSheet(text, names[at] ?? 'more.yaml')))).toThrow(message);
});

test('a change replaces only what it names', () => {
  const sheets = [base(policy()), `${office}changes:\n  - id: pii\n    deadline: 30\n`].map((text, at) =>
    parseSheet(text, `${at}.yaml`),
  );
  expect(parseTemplates(sheets).get('机关')?.policies).toEqual([
    {
      id: 'pii',
      version: 1,
      mode: 'live',
      when: { kind: 'personal-data', confidence: 0.8 },
      outcome: 'violation',
      severity: 2,
      measures: [{ do: 'notify' }],
      deadline: 30,
    },
  ]);
});
