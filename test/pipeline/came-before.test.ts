import { expect, test } from 'vitest';
import { createExaminer } from '#assembly/examiner.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import type { Case } from '#model/case.ts';
import type { Post } from '#model/post.ts';
import { examine } from '#pipeline/examine.ts';
import type { Pool } from '#extract/pool/pool.ts';
import { openTestStore } from '../support/open-store.ts';
import { aGroupRow, aPostInbound, days, noon, upheld } from '../support/store-rows.ts';

const shelf = loadShelf(findRoot());
/** No file is posted here. */
const pool: Pool = {
  read: () => Promise.reject(new Error('expected no file')),
  warm: () => undefined,
  state: () => ({ workers: 0, busy: 0, waiting: 0 }),
  close: () => Promise.resolve(),
};
const rule = 'withdrawn-before';

const secret = `机密★5年（样张）
关于青岚片区专项工作的通知
各有关单位：为做好青岚片区专项工作，定于本月二十五日夜间由三个组分头进场，一组负责东侧库房清点，二组负责设备转移，三组负责外围值守，
联络一律使用固定电话，途中不得停留，完成后于次日六时前将清点结果送回，由专人登记造册。`;
const matter = secret.split('\n').slice(2).join('');
const draft =
  '小王提拔副科长的事局党组昨天已经通过了，下周公示，岗位是综合科，原来的老李调到后勤中心任主任科员，大家先别往外说，等公示出来再恭喜他们两位。';

/** The house with everything it ships, and no platform. */
async function house() {
  const { store, time } = openTestStore();
  const examiner = createExaminer({
    timeZone: 'Asia/Shanghai',
    shelf,
    living: await openLivingRules(shelf, store),
    store,
    gateways: new Map(),
    pool,
    clock: () => time.now,
    fingerprintKey: Buffer.alloc(32, 1),
    piecesKey: Buffer.alloc(32, 2),
    recipients: [],
    onDetectorError: (detector, error) => {
      throw new Error(`expected ${detector} to work`, { cause: error });
    },
  });
  let number = 0;
  return {
    store,
    /** Posts, and says what the verdict was. */
    async post(body: string, group = 'sandbox:g1', more: Partial<Post> = {}) {
      const key = `${++number}`;
      const inbound = aPostInbound(key, body);
      if (inbound.kind !== 'post') throw new Error('expected a post');
      const posted = { ...inbound, post: { ...inbound.post, group, ...more } };
      const verdict = await examine(examiner, posted, aGroupRow(group), AbortSignal.timeout(20_000));
      const one = await store.cases.findByPost(posted.post.id);
      const repeat = verdict.reasons.find((reason) => reason.rule === rule);
      return { one, verdict, repeat, steps: verdict.steps.map((step) => step.do) };
    },
    async became(one: Case | null, changes: Partial<Case>) {
      if (!one) throw new Error('expected a case, got none');
      const latest = await store.cases.find(one.id);
      await store.record({ cases: [{ ...one, ...latest, ...changes }] });
    },
  };
}
const takenBack = { state: 'withdrawn', withdrawnAt: noon, withdrawnBy: 'sender' } as const;

test('what was retracted in one group is known in another, without its mark and with small changes, and goes the same way', async () => {
  const { post, store } = await house();
  const first = await post(secret);
  expect(first.steps).toContain('retract');
  const retyped = matter.replace('夜间', '晚上').replaceAll('，', ',');
  const again = await post(retyped, 'sandbox:g2');
  expect(again.repeat).toMatchObject({ category: 'classified.state-secret', from: 'body', passage: 0 });
  expect(again.verdict).toMatchObject({ outcome: 'violation', category: 'classified.state-secret' });
  expect(again.steps).toEqual(['retract', 'notify', 'escalate']);
  const [kept] = (await store.fingerprints.list()).filter(({ id }) => id === first.one?.id);
  expect(kept).toMatchObject({ source: 'withdrawn', grain: 'coarse', endsAt: noon + 30 * days, isLive: true });
});

test('what the sender was only told of is known once he has taken it back, and no more once that was overturned', async () => {
  const { post, became, store } = await house();
  const first = await post(draft);
  expect([first.verdict.category?.split('.')[0], first.steps]).toEqual(['scope', ['notify']]);
  const retyped = draft.replace('昨天', '前天').replace('后勤中心', '后勤服务中心');
  expect((await post(retyped, 'sandbox:g2')).repeat).toBeUndefined();
  await became(first.one, takenBack);
  expect((await post(retyped, 'sandbox:g3')).repeat).toMatchObject({ category: first.verdict.category });
  expect((await store.fingerprints.list()).find(({ id }) => id === first.one?.id)?.endsAt).toBe(noon + 180 * days);
  await became(first.one, { state: 'overturned' });
  expect((await post(retyped, 'sandbox:g4')).repeat).toBeUndefined();
});

const list = '张三 身份证 11010519491231002X 李四 身份证 440524188001010014';
test.each<[name: string, changes: Partial<Case>, isKnown: boolean]>([
  ['was taken back', takenBack, true],
  ['was upheld', upheld(noon), true],
  ['was overturned', { ...takenBack, state: 'overturned' }, false],
  ['still stands', {}, false],
])('a short post of the same words as one that %s', async (_, changes, isKnown) => {
  const { post, became, store } = await house();
  const first = await post(list);
  await became(first.one, changes);
  const again = await post(list, 'sandbox:g2');
  expect([again.repeat?.raised ?? null, again.repeat?.span ?? null]).toEqual(
    isKnown ? [['same-words'], [0, list.length]] : [null, null],
  );
  // Of personal data no pieces are kept: the notice without the numbers is welcome.
  expect(await store.fingerprints.list()).toEqual([]);
});

test('two or three words are anybody’s', async () => {
  const { post, became } = await house();
  const first = await post('原件拍发群里');
  await became(first.one, takenBack);
  expect((await post('原件拍发群里', 'sandbox:g2')).repeat).toBeUndefined();
});

test('who quotes what was withdrawn makes it readable again, and is not charged', async () => {
  const { post } = await house();
  await post(secret);
  const quoting = await post('收到', 'sandbox:g2', { quoted: { post: null, text: matter } });
  expect([quoting.repeat?.from, quoting.verdict.charged]).toEqual(['quote', false]);
});

test('a registered document is found by the next post, and after its removal by none', async () => {
  const { post, store } = await house();
  const { pieces } = createExaminer({
    timeZone: 'Asia/Shanghai',
    shelf, living: await openLivingRules(shelf, store), store, gateways: new Map(), pool, clock: () => noon, fingerprintKey: Buffer.alloc(32, 1), piecesKey: Buffer.alloc(32, 2), recipients: [],
    onDetectorError: () => undefined,
  }); // prettier-ignore
  const paper =
    '办公用房调整方案征求意见稿：综合科搬到三楼东侧四间，财务科留在二楼，档案室并入一楼西侧库房，空出的房间交机关事务中心统一安排，搬迁分两个周末完成。';
  const entry = { at: noon, event: 'fingerprint-added', actor: { kind: 'bot' } } as const;
  const hashes = pieces([paper], 'fine') ?? new Float64Array();
  const excerpt = paper.slice(12, 66);
  const found = async () =>
    (await post(excerpt, 'sandbox:g5')).verdict.reasons.some((reason) => reason.rule === 'registered-document');
  expect(await found()).toBe(false);
  await store.fingerprints.add(
    {
      id: 'd1', name: '方案', category: 'scope.draft', source: 'registered', confidence: 1, grain: 'fine', addedAt: noon, endsAt: null,
      case: null, isLive: true, hashes,
    }, // prettier-ignore
    entry,
  );
  expect(await found()).toBe(true);
  await store.fingerprints.remove('d1', { ...entry, event: 'fingerprint-removed' });
  expect(await found()).toBe(false);
});
