import { expect, test } from 'vitest';
import type { Group } from '#model/group.ts';
import type { OwnerSettings } from '#model/owner.ts';
import type { Trace } from '#model/store.ts';
import { createExaminer } from '#assembly/examiner.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { settingsOf } from '#enforce/owner-settings.ts';
import { foresee } from '#pipeline/foresee.ts';
import { tryPost } from '#pipeline/try-post.ts';
import { aGroup } from '../support/a-post.ts';
import { hour, tuesday } from '../support/clock.ts';
import { openTestStore } from '../support/open-store.ts';

const shelf = loadShelf(findRoot());
const marks = new Set(shelf.rules.rules.filter(({ mark }) => mark).map(({ id }) => id));
const tz = 'Asia/Shanghai';
const parts = { ...shelf, isMark: (rule: string) => marks.has(rule), tz };
const group = aGroup();
const before = settingsOf(group, new Set());
const mark = [...marks][0] ?? '';
const scope = shelf.rules.rules.find(({ category }) => category === 'scope.minutes')?.id ?? '';

function aTrace(more: Partial<Trace> = {}): Trace {
  const about = {
    post: 'p',
    group: group.id,
    sender: 'p-zhang',
    at: tuesday,
    outcome: 'clear',
    fingerprint: '',
    gaps: 0,
  } as const;
  return { ...about, fileKinds: [], linkDomains: [], rules: [], ...more };
}

const traces: readonly Trace[] = [
  aTrace(),
  aTrace({ at: tuesday + 12 * hour }),
  aTrace({ fileKinds: ['zip', 'pdf'] }),
  aTrace({ linkDomains: ['pan.example.com'] }),
  aTrace({ linkDomains: ['www.gov.cn'] }),
  aTrace({ rules: [{ rule: scope, confidence: 0.8 }] }),
  aTrace({ rules: [{ rule: scope, confidence: 0.4 }] }),
  aTrace({ rules: [{ rule: mark, confidence: 0.95 }] }),
  aTrace({ rules: [{ rule: 'owner-file', confidence: 0.8 }] }),
];

test.each<
  [name: string, after: Partial<OwnerSettings>, counts: readonly (readonly [number, number])[], unknown: number]
>([
  [
    'nothing',
    {},
    [
      [2, 2],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    0,
  ],
  [
    'trying it out: only the mark acts',
    { mode: 'marks-live' },
    [
      [2, 1],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    0,
  ],
  [
    'office hours',
    { hours: { days: [1, 2, 3, 4, 5], from: 8.5, to: 18 } },
    [
      [2, 3],
      [1, 1],
      [1, 1],
      [0, 1],
      [0, 0],
      [0, 0],
    ],
    0,
  ],
  [
    'documents only',
    { fileKinds: ['document'] },
    [
      [2, 3],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 1],
      [0, 0],
    ],
    0,
  ],
  [
    'links of the government only',
    { linkDomains: ['gov.cn'] },
    [
      [2, 3],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 1],
    ],
    0,
  ],
  [
    'topics, which nobody can tell',
    { topics: { allowed: [{ words: ['会议'], until: null }], forbidden: [] } },
    [
      [2, 2],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    1,
  ],
  [
    'who posts notices, which nobody can tell',
    { posters: { who: 'owner', also: [] } },
    [
      [2, 2],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    1,
  ],
])('what a change would have done: %s', (_, after, counts, unknown) => {
  const seen = foresee(parts, { traces, group, since: 0, before, after: { ...before, ...after } });
  expect([seen.posts, seen.lines.map((line) => [line.before, line.after]), seen.unknown.length]).toEqual([
    9,
    counts,
    unknown,
  ]);
});

const examinerNow = async () => {
  const { store } = openTestStore();
  return createExaminer({
    shelf,
    living: await openLivingRules(shelf, store),
    store,
    gateways: new Map(),
    pool: {
      read: () => Promise.reject(new Error('expected no file')),
      warm: () => undefined,
      state: () => ({ workers: 0, busy: 0, waiting: 0 }),
      close: async () => undefined,
    },
    clock: () => tuesday,
    timeZone: tz,
    fingerprintKey: Buffer.alloc(32, 1),
    piecesKey: Buffer.alloc(32, 2),
    recipients: [],
    onDetectorError: () => undefined,
  });
};
const tried = async (text: string, more: Partial<Group> = {}) =>
  tryPost({ ...(await examinerNow()), catalogue: shelf.catalogue }, aGroup(more), text);
const talk = '党委会上几位领导对方案意见不一致，王局明确反对，先别外传';

test('trying a post says what would come of it and why, and stops at a mark', async () => {
  expect(await tried('明天上午九点在二楼会议室开会')).toEqual({
    outcome: 'clear',
    says: '可以发：没有发现不适合本群的内容。',
    reasons: [],
  });
  const told = await tried(talk);
  expect([told.outcome, told.reasons.length > 0]).toEqual(['violation', true]);
  expect((await tried(talk, { mode: 'marks-live' })).says).toBe('试运行：只统计，不提醒任何人。');
  const stopped = await tried('机密★10年 关于某事项的请示');
  expect([stopped.outcome, stopped.reasons]).toEqual(['stop', []]);
});
