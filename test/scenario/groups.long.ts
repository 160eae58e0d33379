import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxScript, SandboxState } from '#model/sandbox-wire.ts';
import { startRunningHouse, until, type RunningHouse } from '../support/running-house.ts';

const college = 'sandbox:group-college';
const mark = '机密★1年 样张';

describe('what happens to groups', { timeout: 60_000 }, () => {
  let house: RunningHouse;
  beforeAll(async () => {
    house = await startRunningHouse();
  }, 60_000);
  afterAll(() => house.remove());

  const stateOf = async (): Promise<SandboxState> => (await house.api<SandboxState>('state')).body;

  /** Does it and waits until the ledger has `more` rows of the group. */
  const rowsAfter = async (path: string, body: object, more: number): Promise<readonly string[]> => {
    const before = house.books.events({ group: college }).length;
    expect((await house.api(path, body)).status).toBe(200);
    await until(`${path} is in the ledger`, async () => house.books.events({ group: college }).length >= before + more);
    await until('nothing is due', async () => house.books.isIdle());
    return house.books.events({ group: college }).slice(before);
  };

  it('begins with three lines to the group, a question to its owner, and his answer', () => {
    const events = house.books.events({ group: college });
    expect(events.toSorted()).toEqual(['group-introduced', 'group-joined', 'owner-asked', 'template-chosen', 'told']);
  });

  it('a rename, a new owner and a new switch are rows of the ledger', async () => {
    expect(await rowsAfter('rename', { group: college, name: '教职工新群（演示）' }, 1)).toEqual(['group-changed']);
    expect(await rowsAfter('owner', { group: college, owner: 'sandbox:member-22' }, 2)).toEqual([
      'group-changed',
      'told',
    ]);
    expect(await rowsAfter('settings', { group: college, retracts: true }, 1)).toEqual(['group-changed']);
    expect(house.books.details('group-changed')).toEqual([{ what: 'name' }, { what: 'owner' }, { what: 'abilities' }]);
  });

  it('the new name stands in the next notice, the new owner is asked, the new switch is used', async () => {
    const retracted = await house.post({ as: 'sandbox:member-23', group: college, text: mark });
    await until('the post is withdrawn', async () => (await house.found(retracted)).withdrawn?.by === 'bot');
    await until('nothing is due', async () => house.books.isIdle());
    const [card] = await house.cards('sandbox:member-23', retracted);
    expect(card?.body[0]).toContain('教职工新群（演示）');

    await rowsAfter('settings', { group: college, retracts: false }, 1);
    const asked = await house.post({ as: 'sandbox:member-24', group: college, text: mark });
    await until('the new owner is asked', async () => (await house.cards('sandbox:member-22', asked)).length === 1);
    expect((await house.cards('sandbox:member-21', asked)).length).toBe(0);
  });

  it('a removed bot sees nothing; added again it introduces itself before it checks', async () => {
    expect(await rowsAfter('bot', { group: college, present: false }, 1)).toEqual(['group-left']);
    const unseen = await house.post({ as: 'sandbox:member-23', group: college, text: mark });
    const cards = (await house.group(college)).filter(({ kind }) => kind === 'card').length;
    expect(await rowsAfter('bot', { group: college, present: true }, 2)).toEqual(['group-joined', 'group-introduced']);
    expect((await house.group(college)).filter(({ kind }) => kind === 'card').length).toBe(cards + 1);
    const seen = await house.post({ as: 'sandbox:member-23', group: college, text: mark });
    await until('it is examined', async () => house.books.isExamined(seen.id));
    expect([house.books.caseOf(unseen.id), house.books.caseOf(seen.id)?.kind]).toEqual([null, 'classified']);
    // Its deeds are rows of the ledger too: the next case counts from where they end.
    await until('its deeds are done', async () => house.books.events({ group: college }).at(-1) === 'told');
    await until('nothing is due', async () => house.books.isIdle());
  });

  it('a dissolved group is left', async () => {
    expect(await rowsAfter('dissolve', { group: college }, 1)).toEqual(['group-left']);
    expect(house.books.details('group-left')).toEqual([{ why: 'removed' }, { why: 'dissolved' }]);
  });

  it(
    'every script of the sandbox plays to its end and comes to the deeds it promises',
    { timeout: 120_000 },
    async () => {
      await house.api('reset', {});
      await until(
        'the bot is back in the group',
        async () => house.books.events({ group: college }).filter((event) => event === 'group-introduced').length === 3,
      );
      await until('nothing is due', async () => house.books.isIdle());
      const { scripts } = await stateOf();
      const played: Record<string, readonly string[]> = {};
      for (const script of scripts) played[script.id] = await play(script);
      expect(played).toEqual({
        'midnight-photo': ['clear', 'classified withdrawn sender', 'classified withdrawn bot'],
        'superior-by-chat': ['risky-request open', 'classified withdrawn bot', 'clear'],
        'put-it-in-the-group': ['classified withdrawn bot', 'risky-request open', 'classified withdrawn bot', 'clear'],
        'telegram-passed-on': [
          'classified recall-requested',
          'classified recall-requested',
          // Its caption promises nothing.
          expect.any(String),
          'classified withdrawn bot',
        ],
        'ordinary-day': Array.from({ length: 8 }, () => 'clear'),
        'beyond-the-notice': ['scope closed sender', 'scope open', 'scope open'],
      });
    },
  );

  /** What became of each of the script's posts, in order. */
  const play = async ({ id }: SandboxScript): Promise<readonly string[]> => {
    const groups = ['sandbox:group-office', college, 'sandbox:group-town'];
    const posts = async () =>
      (await Promise.all(groups.map((group) => house.group(group))))
        .flat()
        .filter(({ kind }) => kind === 'post')
        .toSorted((a, b) => a.seq - b.seq);
    const before = new Set((await posts()).map((line) => line.id));
    // Whether the photograph can be passed on depends on how long reading it takes: people take as long as they do.
    const speed = id === 'midnight-photo' ? 'normal' : 'fast';
    expect((await house.api(`scripts/${id}/run`, { speed })).status).toBe(202);
    await until(`${id} is played`, async () => (await stateOf()).run === null, 60_000);
    await sleep(50);
    await until('nothing is due', async () => house.books.isIdle());
    return (await posts())
      .filter((line) => !before.has(line.id))
      .map((line) => {
        const one = house.books.caseOf(line.id);
        if (!one) return house.books.isExamined(line.id) ? 'clear' : 'unexamined';
        return [one.kind, one.state, one.withdrawnBy].filter(Boolean).join(' ');
      });
  };
});
