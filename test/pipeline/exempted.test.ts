import { expect, test } from 'vitest';
import type { Exemption } from '#model/case.ts';
import type { Verdict } from '#model/verdict.ts';
import { exemptionUsed, letPass } from '#pipeline/exempted.ts';
import { aFinding, aPost } from '../support/a-post.ts';

const exemption: Exemption = { case: 'c1', group: 'g', sender: 'p', fingerprint: 'f', endsAt: 9 };
const scope: Verdict = {
  post: 'test:post-1',
  outcome: 'violation',
  kind: 'scope',
  category: 'scope.personnel',
  confidence: 0.8,
  reasons: [aFinding({ rule: 'appointment', category: 'scope.personnel', confidence: 0.8 })],
  gaps: [],
  gapMeasure: 'none',
  steps: [{ do: 'notify' }],
  withheld: [],
  policy: null,
  severity: 2,
  deadline: 60,
  charged: true,
  failures: [],
};
const mark = aFinding({ category: 'classified.state-secret' });

test.each<[name: string, verdict: Verdict, given: Exemption | null, outcome: string]>([
  ['with leave', scope, exemption, 'clear'],
  ['without leave', scope, null, 'violation'],
  ['a suspicion with leave', { ...scope, outcome: 'review' }, exemption, 'clear'],
  ['a mark found since', { ...scope, reasons: [...scope.reasons, mark] }, exemption, 'violation'],
  ['what may be a state secret', { ...scope, kind: 'classified' }, exemption, 'violation'],
  ['what was not wholly read', { ...scope, kind: 'none', outcome: 'review' }, exemption, 'review'],
])('a post is let pass or not: %s', (_, verdict, given, outcome) => {
  const passed = letPass(verdict, given);
  expect(passed.outcome).toBe(outcome);
  expect(passed.steps.length > 0).toBe(outcome !== 'clear');
});

test('a clear post does not use up the leave', () => {
  const clear: Verdict = { ...scope, outcome: 'clear', steps: [] };
  expect(letPass(clear, exemption)).toBe(clear);
});

test('a leave that was used is gone, with a row of the ledger', () => {
  expect(exemptionUsed(exemption, aPost(), 5)).toEqual({
    usesExemption: 'c1',
    row: { at: 5, event: 'exemption-used', actor: { kind: 'bot' }, case: 'c1', post: 'test:post-1', group: 'g' },
  });
});
