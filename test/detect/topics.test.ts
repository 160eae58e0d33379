import { expect, test } from 'vitest';
import type { Finding } from '#model/finding.ts';
import type { Topics } from '#model/group.ts';
import type { Passage } from '#model/post.ts';
import { withTopics } from '#detect/topics.ts';
import { lessons } from './support.ts';

const now = 1_800_000_000_000;
const passages: readonly Passage[] = [
  { from: 'body', file: null, via: 'text', where: '正文', text: '三月经费执行表，大家核对' },
];
const found = (category: Finding['category'], confidence = 0.8): Finding => ({
  rule: 'some-rule',
  category,
  confidence,
  passage: 0,
  from: 'body',
  span: [0, 4],
  raised: [],
  lowered: [],
});
const topics = (allowed: string | null, forbidden: string | null, until: number | null = null): Topics => ({
  allowed: allowed === null ? [] : [{ words: [allowed], until }],
  forbidden: forbidden === null ? [] : [{ words: [forbidden], until }],
});

test.each<[says: string, Topics | undefined, Finding, confidence: number]>([
  ['nothing without topics', undefined, found('scope.money'), 0.8],
  ['an allowed topic lifts what is out of scope', topics('经费执行', null), found('scope.money'), 0.55],
  ['written otherwise it is the same topic', topics('經費执行', null), found('scope.money'), 0.55],
  ['an allowed topic that is not spoken of lifts nothing', topics('值班表', null), found('scope.money'), 0.8],
  ['an exception that has ended lifts nothing', topics('经费执行', null, now), found('scope.money'), 0.8],
  ['the unit’s floor stays', topics('经费执行', null), found('scope.security'), 0.8],
  ['a mark cannot be allowed away', topics('经费执行', null), found('classified.work-secret', 0.95), 0.95],
  ['personal data cannot be allowed away', topics('经费执行', null), found('personal-data.id-card', 0.95), 0.95],
])('%s', (_, settings, finding, confidence) => {
  const [after] = withTopics([finding], { passages, topics: settings, rules: lessons.topics, now });
  expect(after).toEqual({ ...finding, confidence, lowered: confidence === finding.confidence ? [] : ['owner-allows'] });
});

test('a forbidden topic is a finding with its place', () => {
  const after = withTopics([], { passages, topics: topics(null, '执行表'), rules: lessons.topics, now });
  expect(after).toEqual([
    {
      rule: 'owner-topic',
      category: 'scope.owner-topic',
      confidence: 0.8,
      passage: 0,
      from: 'body',
      span: [4, 7],
      raised: ['owner-forbids'],
      lowered: [],
    },
  ]);
});
