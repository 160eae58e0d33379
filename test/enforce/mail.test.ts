import { expect, test } from 'vitest';
import type { Letter } from '#model/mailer.ts';
import { Transient } from '#model/transient.ts';
import { aHouse } from './house.ts';

const deed = { kind: 'mail', to: 'office@unit.example', text: 'digest-office' } as const;

test('a letter is sent once it can be, and says how many things there are to do and where', async () => {
  const letters: Letter[] = [];
  let failures = 1;
  const house = await aHouse({
    mailer: {
      async send(letter) {
        if (failures-- > 0) throw new Transient('the server is full');
        letters.push(letter);
        return { ok: true, id: 'm1' };
      },
    },
  });
  await house.store.record({ deeds: [{ key: 'unit.week.1/mail/1', dueAt: house.clock.now(), deed }] });
  await house.turn();
  house.clock.pass(2000);
  await house.turn();
  expect(letters).toEqual([
    {
      key: 'unit.week.1/mail/1',
      to: 'office@unit.example',
      subject: '周知：简报',
      lines: ['待办 0 件，请登录查看。'],
      link: { label: '登录查看', url: 'https://zhouzhi.example/console/digests' },
    },
  ]);
});

test('without a mail server it is refused, in the ledger', async () => {
  const house = await aHouse();
  await house.store.record({ deeds: [{ key: 'k', dueAt: house.clock.now(), deed }] });
  await house.turn();
  expect((await house.store.ledger.latest(1))[0]).toMatchObject({
    event: 'not-told',
    detail: { text: 'digest-office', to: 'mail', why: 'not-allowed' },
  });
});
