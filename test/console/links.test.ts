import { describe, expect, test } from 'vitest';
import { signToken, type Claim } from '#lib/signed-token.ts';
import { aCase, aNotice } from './a-case.ts';
import { aHouse, noon, unit, type House } from './house.ts';

const day = 24 * 3_600_000;
const office = { unit: unit.name, office: unit.office, officePhone: unit.officePhone, dutyPhone: unit.dutyPhone };
const invalid = { error: { code: 'link-invalid', says: '链接无效或已过期，请联系保密办。' } };

function link(house: House, more: Partial<Claim> = {}): string {
  return signToken(house.parts.linkKey, {
    use: 'notice',
    ref: 'K7M2-QX4D',
    person: house.people.zhang,
    exp: noon + day,
    ...more,
  });
}

describe('the link of a notice', () => {
  test('opens the page of its own person and case, without a session', async () => {
    const asked: unknown[] = [];
    const house = await aHouse({ desk: { notice: async (...given) => (asked.push(given), aNotice(given[0])) } });
    const answer = await house.ask('GET', `/notice/${link(house)}`);
    expect([answer.status, answer.json]).toEqual([200, { ...aNotice('K7M2-QX4D'), office }]);
    expect(asked).toEqual([['K7M2-QX4D', house.people.zhang]]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['claim-withdrawn', {}, 'claimWithdrawn', []],
    ['cannot-withdraw', {}, 'cannotWithdraw', []],
    ['accept', {}, 'accept', []],
    ['appeal', { reason: 'published' }, 'appeal', ['published', '']],
  ])('carries %s to the desk', async (path, body, deed, more) => {
    const house = await aHouse();
    await house.ask('POST', `/notice/${link(house)}/${path}`, { body });
    expect(house.calls).toEqual([{ deed, given: ['K7M2-QX4D', house.people.zhang, ...more] }]);
  });

  test("takes a reason from the list and no words of one's own", async () => {
    const house = await aHouse();
    const answer = await house.ask('POST', `/notice/${link(house)}/appeal`, { body: { reason: '我写一段内容' } });
    expect([answer.status, house.calls]).toEqual([400, []]);
  });

  test("shows the notice again after a deed, and the desk's words when it refuses", async () => {
    const after = { ...aNotice('K7M2-QX4D'), state: 'withdrawn' as const };
    const sender = 'person-1';
    const house = await aHouse({
      desk: {
        notice: async () => after,
        claimWithdrawn: async () => ({ ok: true, case: aCase({ sender }) }),
        appeal: async () => ({ ok: false, refused: 'not-in-this-state', says: '已经申诉过。' }),
      },
    });
    expect((await house.ask('POST', `/notice/${link(house)}/claim-withdrawn`)).json).toEqual({ ...after, office });
    const refused = await house.ask('POST', `/notice/${link(house)}/appeal`, { body: { reason: 'other' } });
    expect([refused.status, refused.json]).toEqual([
      409,
      { error: { code: 'not-in-this-state', says: '已经申诉过。' } },
    ]);
  });

  test.each<[string, (house: House) => string]>([
    [
      'forged',
      (house) =>
        signToken(Buffer.alloc(32, 1), {
          use: 'notice',
          ref: 'K7M2-QX4D',
          person: house.people.zhang,
          exp: noon + day,
        }),
    ],
    ['for another use', (house) => link(house, { use: 'mine' })],
    ['expired', (house) => link(house, { exp: noon })],
    ['cut short', (house) => link(house).slice(0, -3)],
    ['with another body', (house) => `${link(house, { ref: 'AAAA-AAAA' }).split('.')[0]}.${link(house).split('.')[1]}`],
    ['made of nothing', () => 'x'],
    ['too long', () => 'x'.repeat(900)],
  ])('that is %s opens nothing', async (_name, token) => {
    const house = await aHouse({ desk: { notice: async (id) => aNotice(id) } });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/claim-withdrawn', {}],
      ['POST', '/appeal', { reason: 'other' }],
    ] as const) {
      const answer = await house.ask(method, `/notice/${token(house)}${path}`, { body });
      expect([path, answer.status, answer.json]).toEqual([path, 404, invalid]);
    }
    expect(house.calls).toEqual([]);
  });
});

describe('what is held about a member', () => {
  const mine = (house: House) => `/mine/${link(house, { use: 'mine', ref: '' })}`;

  test('is counted by table, and his cases are told in neutral words', async () => {
    const house = await aHouse();
    const sender = house.people.zhang;
    await house.store.record({
      cases: [
        aCase({ sender, state: 'recall-requested' }),
        aCase({ sender: house.people.li, id: 'LLLL-LLLL', post: 'sandbox:2' }),
      ],
      ledger: [{ at: noon, event: 'verdict', actor: { kind: 'bot' }, case: 'K7M2-QX4D' }],
    });
    const answer = await house.ask('GET', mine(house));
    expect(answer.json).toMatchObject({
      office,
      cases: [
        {
          id: 'K7M2-QX4D',
          at: noon - 1000,
          groupName: '',
          says: '一条文字：等待撤回',
          notice: expect.stringMatching(/^\/notice\/[\w-]+\.[\w-]+$/),
        },
      ],
      asks: [{ id: 'explain' }, { id: 'correct' }, { id: 'erase' }, { id: 'stop' }],
    });
    const rows = house.parts.retention.filter(({ table }) => ['cases', 'people', 'ledger'].includes(table));
    expect(answer.json).toHaveProperty(
      'held',
      rows.map(({ keeps }) => expect.objectContaining({ title: keeps, rows: 1 })),
    );
    expect(answer.text).not.toMatch(/scope|人事|personnel/);
  });

  test('does not show a suspected solicitation, not even in the counts', async () => {
    const house = await aHouse();
    const before = await house.ask('GET', mine(house));
    const silent = aCase({ sender: house.people.zhang, kind: 'solicitation', category: 'solicitation.document' });
    await house.store.record({
      cases: [silent],
      evidence: { case: silent.id, ciphertext: new Uint8Array([1]), sealedAt: noon },
      ledger: [{ at: noon, event: 'escalated', actor: { kind: 'bot' }, case: silent.id }],
      deeds: [
        {
          key: `${silent.id}/timer`,
          dueAt: noon,
          deed: { kind: 'timer', case: silent.id, what: 'unacknowledged', step: 0 },
        },
      ],
    });
    expect((await house.ask('GET', mine(house))).json).toEqual(before.json);
  });

  test('can be objected to: the office sees it, an admin erases, the chain stays whole', async () => {
    const house = await aHouse();
    const answer = await house.ask('POST', `${mine(house)}/object`, { body: { asks: 'erase' } });
    expect([answer.status, answer.json]).toEqual([201, { says: expect.stringContaining('由保密办人工处理并答复') }]);
    const admin = await house.seated('admin');
    const objection = {
      person: house.people.zhang,
      personName: '张敏',
      asks: 'erase',
      label: '请删除与我的对应关系',
      isErased: false,
    };
    expect((await house.ask('GET', '/objections', { as: admin })).json).toMatchObject({ objections: [objection] });

    const erase = () => house.ask('POST', `/people/${house.people.zhang}/erase`, { as: admin });
    expect((await erase()).status).toBe(204);
    expect(await house.store.people.find(house.people.zhang)).toBeNull();
    expect((await house.ask('GET', '/objections', { as: admin })).json).toMatchObject({
      objections: [{ ...objection, personName: '（对应关系已删除）', isErased: true }],
    });
    expect((await erase()).status).toBe(404);
    expect(await house.store.ledger.verify()).toMatchObject({ ok: true });
  });

  test.each([
    ['is open', { closedAt: null }],
    ['is held', { closedAt: noon, isHeld: true }],
  ])('is not erased while a case %s', async (_name, more) => {
    const house = await aHouse();
    await house.store.record({ cases: [aCase({ sender: house.people.zhang, ...more })] });
    const answer = await house.ask('POST', `/people/${house.people.zhang}/erase`, { as: await house.seated('admin') });
    expect([answer.status, answer.json]).toEqual([
      409,
      { error: { code: 'open-case', says: '此人还有未办结或暂停销毁的案件，办结后才能删除。' } },
    ]);
    expect(await house.store.people.find(house.people.zhang)).not.toBeNull();
  });

  test('is not shown to the link of a notice', async () => {
    const house = await aHouse();
    const answer = await house.ask('GET', `/mine/${link(house)}`);
    expect([answer.status, answer.json]).toEqual([404, invalid]);
  });
});
