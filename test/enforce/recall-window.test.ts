import { expect, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import { aFinding, aPost } from '../support/a-post.ts';
import { minute, tuesday } from '../support/clock.ts';
import { aHouse, classified, personal, scoped } from './house.ts';

const windowed = { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: false } as const;

test('where the platform has no such method the sender hears first, before owner and office, and all the same is recorded', async () => {
  const house = await aHouse();
  await house.judge(classified());
  expect(house.said()).toEqual(['zhang: 请尽快处理一条消息', 'owner: 请协助处理一条消息', 'duty: 周知：1 件待办']);
  expect(await house.events()).toEqual(['verdict', 'retract-refused', 'recall-requested', 'told', 'told', 'escalated']);
});

const quoted = { reasons: [aFinding({ from: 'quote' })], charged: false };
test.for([
  ['a suspected secret', classified(), '请尽快打一个电话'],
  ['personal data', personal(), '请打一个电话'],
  ['personal data that is only pointed out', personal({ steps: [{ do: 'notify' }] }), '请打一个电话'],
  ['what is out of scope', scoped(), '提醒：这条消息可能不适合本群'],
  ['a quotation', classified(quoted), '提醒：请留意引用的消息'],
] as const)(
  'after the window the notice on %s asks for no withdrawal, names a telephone and the number of the case',
  async ([, verdict, title]) => {
    const house = await aHouse({ group: { abilities: windowed } });
    await house.judge(verdict, aPost({ sentAt: tuesday - 3 * minute }));
    const [card] = house.door.sent.filter(({ to }) => to.id === 'test:zhang').map((one) => one.card);
    const words = card?.body.join('\n') ?? '';
    const asks = ['请撤回', '选“撤回”', '请现在', '方便的话', '前撤回'].filter((ask) => words.includes(ask));
    expect([
      card?.title,
      asks,
      card?.buttons.map(({ action }) => action),
      /\d{4}/.test(words),
      words.includes('K7M2'),
    ]).toEqual([title, [], ['contacted', 'appeal'], true, true]);
  },
);

test('a notice that waited for the platform until the window was over asks for no withdrawal, nor does the page behind it', async () => {
  let isShut = true;
  const house = await aHouse({
    group: { abilities: windowed },
    send: () => {
      if (isShut) throw new Transient('shut');
      return { ok: true, id: 's' };
    },
  });
  await house.judge(classified());
  expect((await house.desk.notice('K7M2-QX4D', 'p-zhang'))?.paragraphs[1]).toBe('目前状态：等您撤回。');
  house.clock.pass(2 * minute);
  expect((await house.desk.notice('K7M2-QX4D', 'p-zhang'))?.paragraphs[1]).toBe(
    '目前状态：已过撤回时限，由人工处理中。',
  );
  isShut = false;
  await house.wait(10_000);
  expect(house.said().filter((line) => line.startsWith('zhang'))).toEqual(['zhang: 请尽快打一个电话']);
});
