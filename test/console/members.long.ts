import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import type { Listed } from '#model/people.ts';
import { fingerprintPage } from '#console/views/fingerprint-rows.ts';
import { membersPage, type MemberFilter } from '#console/views/member-rows.ts';
import { aGroupRow, anEntry } from '../support/store-rows.ts';
import { aCase } from './a-case.ts';
import { aHouse, noon } from './house.ts';

const clerk = { account: 'a1', role: 'reviewer', person: null } as const;
const [members, groups, cases] = [10_000, 200, 100_000];

/** CPU of this process and not the clock: the machine may have others on it. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const [begin, clock] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(begin);
  return Math.round(Math.min((user + system) / 1000, performance.now() - clock));
}

test('any page of 10,000 members beside 100,000 cases takes at most 200 ms, and of 20,000 fingerprints too', async () => {
  const { store, parts } = await aHouse();
  for (let group = 0; group < groups; group += 1) {
    const id = `sandbox:g${group}`;
    await store.record({ groups: [aGroupRow(id, { introducedAt: noon })] });
    const listed = Array.from({ length: 150 }, (_, at): Listed => {
      const number = (group * 50 + at) % members;
      const departments = [`${number % 60}科`];
      return { member: `sandbox:m${number}`, name: `成员${number}`, role: 'member', departments, joinedAt: noon };
    });
    await store.roll.enrol(id, listed, noon);
  }
  const { people } = await store.roll.page({ offset: 0, limit: 200 });
  for (let n = 0; n < cases; n += 1000) {
    const made = Array.from({ length: 1000 }, (_, at) => {
      const sender = people[(n + at) % people.length]?.pseudonym ?? '';
      const isOpen = (n + at) % 10 === 0;
      const closed = isOpen ? {} : ({ state: 'closed', closedAt: noon } as const);
      return aCase({ sender, id: `c${n + at}`, post: `p${n + at}`, ...closed });
    });
    await store.record({ cases: made });
  }
  const queries: readonly Omit<MemberFilter, 'page'>[] = [
    {},
    { sought: '成员99' },
    { department: '7科' },
    { group: 'sandbox:g7' },
    { standing: 'outsider' },
    { standing: 'departed' },
    { open: '1' },
    { open: '1', department: '7科', group: 'sandbox:g0', sought: '成员' },
  ];
  const first = await cost(() => membersPage(parts, { page: 1 }, clerk));
  process.stdout.write(`first page after the start, names opened: ${first} ms\n`);
  for (const query of queries)
    for (const page of [1, 150]) {
      const took = await cost(() => membersPage(parts, { ...query, page }, clerk));
      process.stdout.write(`${took} ms: ${JSON.stringify({ ...query, page })}\n`);
      expect(took).toBeLessThan(200);
    }
  for (let n = 0; n < 20_000; n += 1) {
    const about = {
      id: `f${n}`,
      name: `文件${n}`,
      category: 'scope.personnel',
      source: 'registered',
      confidence: 1,
    } as const;
    const hashes = new Float64Array(200).fill(n);
    await store.fingerprints.add(
      { ...about, grain: 'fine', addedAt: noon + n, endsAt: null, case: null, isLive: true, hashes },
      anEntry(),
    );
  }
  for (const page of [1, 300]) {
    const took = await cost(() => fingerprintPage(parts, { kind: 'registered', sought: '文件', page }, clerk));
    process.stdout.write(`${took} ms: fingerprints, page ${page}\n`);
    expect(took).toBeLessThan(200);
  }
}, 600_000);
