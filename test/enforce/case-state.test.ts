import { expect, test } from 'vitest';
import { advance, type CaseEvent } from '#enforce/case-state.ts';
import { caseStates, type Case, type CaseState, type Ruling } from '#model/case.ts';
import { aCase } from '../support/a-case.ts';
import { aFinding } from '../support/a-post.ts';
import { hour, tuesday } from '../support/clock.ts';

const at = tuesday + hour;
const ruling: Ruling = { what: 'upheld', why: '不宜在群里发', by: 'a-1', at, confirmedBy: null };
const secret: Partial<Case> = {
  kind: 'classified',
  category: 'classified.state-secret',
  reasons: [aFinding()],
  steps: [{ do: 'retract', otherwise: 'request-recall' }, { do: 'escalate' }],
  reportBy: tuesday + 24 * hour,
};
const report = { what: 'reported', note: '已报市保密局', by: 'a-1', at } as const;

/** A case in a state, as it would stand there. */
function inState(state: CaseState, changes: Partial<Case> = {}): Case {
  const gone =
    state === 'withdrawn' || state === 'closed' ? { withdrawnAt: tuesday, withdrawnBy: 'sender' as const } : {};
  const ruled = state === 'upheld' || state === 'overturned' ? { ruling: { ...ruling, what: state } } : {};
  return aCase({
    state,
    ...gone,
    ...ruled,
    ...(state === 'closed' || state === 'overturned' ? { closedAt: tuesday } : {}),
    ...changes,
  });
}

const events: Readonly<Record<CaseEvent['kind'], CaseEvent>> = {
  did: { kind: 'did', measure: 'notify' },
  'recall-requested': { kind: 'recall-requested', recallBy: at + hour },
  withdrawn: { kind: 'withdrawn', by: 'sender' },
  escalated: { kind: 'escalated' },
  'recall-failed': { kind: 'recall-failed' },
  acknowledged: { kind: 'acknowledged' },
  assigned: { kind: 'assigned', to: 'a-1' },
  accepted: { kind: 'accepted' },
  ruled: { kind: 'ruled', ruling, needsSecond: false },
  reported: { kind: 'reported', report },
  appealed: { kind: 'appealed', reason: 'mistaken' },
  held: { kind: 'held', isHeld: true },
};

/** By event, in the order of caseStates: the state it leads to, or - where it is refused. */
const scopeTable: Readonly<Record<CaseEvent['kind'], string>> = {
  //                    open             recall-requested withdrawn        escalated        upheld      overturned  closed
  did: '                open             recall-requested withdrawn        escalated        upheld      overturned  closed',
  'recall-requested': ' recall-requested -                -                recall-requested upheld      -           -',
  withdrawn: '          closed           closed           -                closed           upheld      overturned  -',
  escalated: '          open             recall-requested withdrawn        escalated        upheld      -           -',
  'recall-failed': '    escalated        escalated        -                escalated        upheld      -           -',
  acknowledged: '       open             recall-requested withdrawn        escalated        upheld      -           -',
  assigned: '           open             recall-requested withdrawn        escalated        upheld      -           -',
  accepted:
    '           open             -                withdrawn        escalated        -           -           closed',
  ruled:
    '              upheld           upheld           upheld           upheld           -           -           upheld',
  reported: '           -                -                -                -                -           -           -',
  appealed:
    '           open             recall-requested withdrawn        escalated        upheld      -           withdrawn',
  held: '               open             recall-requested withdrawn        escalated        upheld      overturned  closed',
};
/** Where a suspected state secret differs. */
const secretTable: Partial<Readonly<Record<CaseEvent['kind'], string>>> = {
  withdrawn: '          withdrawn        withdrawn        -                withdrawn        upheld      overturned  -',
  reported: '           open             recall-requested closed           escalated        upheld      -           -',
};

function rows(table: Partial<Readonly<Record<CaseEvent['kind'], string>>>, changes: Partial<Case>) {
  return Object.values(events).flatMap((event) => {
    const line = table[event.kind];
    if (line === undefined) return [];
    return line
      .trim()
      .split(/\s+/)
      .map((leads, index) => ({ state: caseStates[index] ?? 'open', event, leads, changes }));
  });
}

test.each([...rows(scopeTable, {}), ...rows(secretTable, secret)])(
  '$event.kind in $state of $changes.kind leads to $leads',
  ({ state, event, leads, changes }) => {
    const advanced = advance(inState(state, changes), event, at);
    expect(advanced.ok ? advanced.case.state : '-').toBe(leads);
  },
);

test('the table has a cell for every state and event', () => {
  expect(rows(scopeTable, {}).length).toBe(Object.keys(events).length * caseStates.length);
});

function run(start: Case, ...happenings: readonly CaseEvent[]): Case {
  return happenings.reduce((one, event) => {
    const advanced = advance(one, event, at);
    if (!advanced.ok) throw new Error(`expected ${event.kind} to be allowed, got ${advanced.refused}`);
    return advanced.case;
  }, start);
}

test('withdrawn closes a scope case and says when and by whom', () => {
  expect(run(aCase(), events.withdrawn)).toEqual({
    ...aCase(),
    state: 'closed',
    withdrawnAt: at,
    withdrawnBy: 'sender',
    closedAt: at,
  });
});

test('withdrawn does not close a case whose reasons hold a suspected secret', () => {
  const mixed = aCase({ reasons: [...aCase().reasons, aFinding({ confidence: 0.7 })] });
  expect(run(mixed, events.withdrawn)).toMatchObject({ state: 'withdrawn', closedAt: null });
});

test('a work secret stays open until a person rules, without the clock of 24 hours', () => {
  const work = aCase({
    kind: 'classified',
    category: 'classified.work-secret',
    reasons: [aFinding({ category: 'classified.work-secret' })],
  });
  const taken = run(work, events.withdrawn);
  expect([taken.state, run(taken, events.ruled).closedAt, advance(taken, events.reported, at)]).toEqual([
    'withdrawn',
    at,
    { ok: false, refused: 'not-in-this-state' },
  ]);
});

test('an upheld state secret is finished only when it is withdrawn and reported', () => {
  const upheld = run(aCase(secret), events.ruled);
  const withdrawn = run(upheld, events.withdrawn);
  expect([upheld.closedAt, withdrawn.closedAt, run(withdrawn, events.reported).closedAt]).toEqual([null, null, at]);
});

test('overturned ends everything and takes it off the record', () => {
  const overturned = run(aCase(secret), {
    kind: 'ruled',
    ruling: { ...ruling, what: 'overturned' },
    needsSecond: false,
  });
  expect(overturned).toMatchObject({ state: 'overturned', closedAt: at, charged: false });
});

test('an appealed case that closed itself is open until it is answered', () => {
  const appealed = run(inState('closed'), events.appealed);
  expect(appealed).toMatchObject({ state: 'withdrawn', closedAt: null, appeal: { answeredAt: null } });
  expect(run(appealed, events.ruled)).toMatchObject({ state: 'upheld', closedAt: at, appeal: { answeredAt: at } });
  expect(advance(appealed, events.appealed, at)).toEqual({ ok: false, refused: 'not-in-this-state' });
});

test('of a superior two persons decide', () => {
  const by = (account: string, what: Ruling['what']): CaseEvent => ({
    kind: 'ruled',
    ruling: { ...ruling, by: account, what },
    needsSecond: true,
  });
  const first = run(aCase(), by('a-1', 'upheld'));
  expect(first).toMatchObject({ state: 'open', ruling: { by: 'a-1', confirmedBy: null } });
  expect(advance(first, by('a-1', 'upheld'), at)).toEqual({ ok: false, refused: 'second-person-needed' });
  expect(run(first, by('a-2', 'upheld'))).toMatchObject({ state: 'upheld', ruling: { by: 'a-1', confirmedBy: 'a-2' } });
  const disagreed = run(first, by('a-2', 'overturned'));
  expect(disagreed).toMatchObject({ state: 'open', ruling: { by: 'a-2', what: 'overturned', confirmedBy: null } });
  expect(run(disagreed, by('a-1', 'overturned'))).toMatchObject({
    state: 'overturned',
    ruling: { by: 'a-2', confirmedBy: 'a-1' },
  });
});
