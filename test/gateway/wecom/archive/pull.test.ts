import { describe, expect, test } from 'vitest';
import { createPull, type PullReport } from '#gateway/wecom/archive/pull.ts';
import type { Pulling } from '#gateway/wecom/archive/protocol.ts';
import { parseRecord } from '#gateway/wecom/archive/record.ts';
import type { ArchiveSource, PullAsk } from '#gateway/wecom/archive/source.ts';
import { said } from './library.ts';

const day = 24 * 3_600_000;
const signal = (): AbortSignal => AbortSignal.timeout(1000);
const none: Pulling = {
  kept: [],
  last: null,
  total: 0,
  dropped: { oneToOne: 0, unregistered: {}, withheld: 0, unreadable: 0 },
  consents: [],
  locked: {},
};

function recordOf(msgid: string, more: object = {}) {
  const record = parseRecord(said(msgid, 'wr1', more));
  if (!record) throw new Error('expected a record');
  return record;
}

function pulling(answers: readonly (Partial<Pulling> | 'expired')[], versions: readonly number[] = [1]) {
  const asked: PullAsk[] = [];
  const reports: PullReport[] = [];
  const time = { now: 1_700_000_000_000 };
  const source: Pick<ArchiveSource, 'pull'> = {
    async pull(ask) {
      asked.push(ask);
      const answer = answers[asked.length - 1] ?? {};
      return answer === 'expired' ? answer : { ...none, ...answer };
    },
  };
  const keys = { versions };
  const pull = createPull({
    source,
    keyVersions: () => keys.versions,
    registered: async () => ['wr1'],
    rooms: { owner: async () => 'lisi' },
    directory: { names: async (ids) => new Map([...ids].map((id) => [id, `名${id}`])) },
    clock: () => time.now,
    onPulled: (report) => reports.push(report),
  });
  return { pull, asked, reports, time, keys };
}

describe('reading on in the archive', () => {
  test('records become inbound, and the next pull goes on after the last of them', async () => {
    const outsider = 'wmUu0zBgAALV7ZymkcMyxvbTe8YdWxxA';
    const { pull, asked } = pulling([
      {
        kept: [recordOf('a'), recordOf('b', { from: 'lisi' }), recordOf('c', { from: outsider })],
        last: '7',
        total: 9,
      },
    ]);
    const first = await pull(null, signal());
    await pull(first.cursor, signal());
    expect({
      senders: first.inbound.map((one) => one.kind === 'post' && one.post.sender),
      asked: asked.map(({ seq, rooms, limit }) => [seq, rooms, limit]),
    }).toEqual({
      senders: [
        { id: 'wecom:zhangsan', name: '名zhangsan', role: 'member' },
        { id: 'wecom:lisi', name: '名lisi', role: 'owner' },
        { id: `wecom:${outsider}`, name: `名${outsider}`, role: 'outsider' },
      ],
      asked: [
        ['0', ['wr1'], 1000],
        ['7', ['wr1'], 1000],
      ],
    });
  });

  test('a quiet archive leaves the cursor as it is for an hour, so that nothing is written for nothing', async () => {
    const { pull, time, reports } = pulling([]);
    const first = await pull('of another time', signal());
    time.now += 60_000;
    const second = await pull(first.cursor, signal());
    time.now += 3_600_000;
    const third = await pull(second.cursor, signal());
    expect([second.cursor === first.cursor, third.cursor === first.cursor, reports.length]).toEqual([true, false, 0]);
  });

  test('records that all were dropped move the cursor', async () => {
    const { pull, reports } = pulling([
      { last: '5', total: 3, dropped: { oneToOne: 2, unregistered: { wr9: 1 }, withheld: 0, unreadable: 0 } },
    ]);
    const { inbound, cursor } = await pull(null, signal());
    expect({ inbound, seq: JSON.parse(cursor).seq, reports }).toEqual({
      inbound: [],
      seq: '5',
      reports: [
        {
          total: 3,
          dropped: { oneToOne: 2, unregistered: { wr9: 1 }, withheld: 0, unreadable: 0 },
          locked: {},
          lost: null,
        },
      ],
    });
  });

  test.for([
    [4.9, null],
    [5.1, { from: 0, to: 0.1 }],
    [12, { from: 0, to: 7 }],
  ] as const)('away for %d days: what nobody will see is told', async ([days, lost]) => {
    const { pull, time, reports } = pulling([{}, { last: '8', total: 1 }]);
    const startedAt = time.now;
    const first = await pull(null, signal());
    time.now += days * day;
    await pull(first.cursor, signal());
    const told = reports.at(-1)?.lost;
    expect(
      told ? { from: told.from - startedAt, to: Math.round((told.to - startedAt) / (day / 10)) / 10 } : told,
    ).toEqual(lost);
  });

  test('an archive that no longer holds what comes next is read from its oldest record', async () => {
    const { pull, asked, reports } = pulling([{ last: '7', total: 1 }, 'expired', { last: '900', total: 1 }]);
    const first = await pull(null, signal());
    const second = await pull(first.cursor, signal());
    expect({
      seqs: asked.map(({ seq }) => seq),
      next: JSON.parse(second.cursor).seq,
      isLost: reports.at(-1)?.lost !== null,
    }).toEqual({ seqs: ['0', '7', '0'], next: '900', isLost: true });
  });

  test('consent taken back goes with the cursor until it is given again', async () => {
    const { pull, asked } = pulling([
      {
        last: '1',
        total: 1,
        consents: [
          { userid: 'wm1', agrees: false },
          { userid: 'wm2', agrees: false },
        ],
      },
      { last: '2', total: 1, consents: [{ userid: 'wm1', agrees: true }] },
    ]);
    let cursor: string | null = null;
    for (let turn = 0; turn < 3; turn++) ({ cursor } = await pull(cursor, signal()));
    expect(asked.map(({ refused }) => refused)).toEqual([[], ['wm1', 'wm2'], ['wm2']]);
  });

  test('when a missing key is put into the folder, what it opens is read again from there', async () => {
    const { pull, asked, keys } = pulling([
      { last: '20', total: 20, locked: { 2: { before: '14', count: 2 } } },
      { last: '30', total: 10, locked: { 2: { before: '25', count: 1 } } },
      { last: '40', total: 26 },
    ]);
    let cursor: string | null = null;
    for (let turn = 0; turn < 2; turn++) ({ cursor } = await pull(cursor, signal()));
    keys.versions = [1, 2];
    for (let turn = 0; turn < 2; turn++) ({ cursor } = await pull(cursor, signal()));
    expect(asked.map(({ seq }) => seq)).toEqual(['0', '20', '14', '40']);
  });
});
