import type { Case } from '#model/case.ts';
import type { DueDeed } from '#model/deed.ts';
import type { Receipt } from '#model/gateway.ts';
import { platformOf } from '#model/ids.ts';
import type { Change, SaidDeed } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { cardOf } from '#enforce/card.ts';
import { fieldsOf } from '#enforce/fields.ts';
import { goesFirst, type Several } from '#enforce/gather.ts';
import type { Answered, House } from '#enforce/house.ts';
import { honoursKeys, isAgain, repeatOnce } from '#enforce/repeat.ts';
import { addressOf, say } from '#enforce/say.ts';
import { fitting, type Fitting } from '#enforce/tell.ts';
import { textOf } from '#enforce/texts.ts';
import { outcomeOf } from '#enforce/told.ts';

type Waiting = SaidDeed & Fitting;

/** Says with one card what was gathered for a person: how many there are and where to read them. One alone is said as it is. */
export async function tellSeveral(
  house: House,
  answered: Answered,
  due: DueDeed & { readonly deed: Several },
  signal: AbortSignal,
): Promise<void> {
  const { store } = house;
  const gathered = await store.outbox.gathered(due.key);
  const fits = await Promise.all(gathered.map(async (row) => ({ row, fit: await fitting(house, row.deed) })));
  const waiting: Waiting[] = fits.flatMap(({ row, fit }) => (fit ? [{ ...row, ...fit }] : []));
  const [first] = waiting;
  if (first && waiting.length > 1) return sayTogether(house, answered, { due, waiting }, signal);
  if (first) await say(house, answered, { ...first, due: { key: first.key, isUncertain: due.isUncertain } }, signal);
  await store.record({ settles: [{ key: due.key, state: first ? 'done' : 'moot', receipt: null }] });
}

interface Crowded {
  readonly due: DueDeed & { readonly deed: Several };
  readonly waiting: readonly Waiting[];
}

async function sayTogether(house: House, answered: Answered, crowded: Crowded, signal: AbortSignal): Promise<void> {
  const { due, waiting } = crowded;
  const { person, audience } = due.deed;
  const text = textOf(house.texts, severalTexts[audience]);
  const to = await addressOf(house, { to: { kind: 'person', person } });
  const door = to && house.gateways.get(platformOf(to.id));
  if (!to || !door) return record(house, crowded, { receipt: { ok: false, refused: 'invalid' }, isAgain: false });
  if (due.isUncertain && !honoursKeys(door, to.kind) && !answered.has(due.key))
    return repeatOnce(house, { due, deed: due.deed, to, carries: waiting.map(({ key }) => key) });
  const [unit, head] = await Promise.all([house.store.unit(), house.store.ledger.head()]);
  const numbers = [...new Set(waiting.flatMap(({ deed }) => deed.case ?? []))];
  const subject = {
    case: null,
    group: null,
    unit,
    now: house.clock(),
    tz: house.tz,
    count: numbers.length,
    head,
    numbers,
  };
  const card = cardOf(text, fieldsOf(subject, house), { ref: '', case: null, person, group: null }, house.links);
  const isFirst = waiting.some((one) => goesFirst(one.text));
  const receipt =
    answered.get(due.key) ?? (await door.send({ key: due.key, to, card, ...(isFirst && { isFirst }) }, signal));
  answered.set(due.key, receipt);
  await record(house, crowded, { receipt, isAgain: isAgain(due.key) });
}

/** The duty officer reads which cases call, so that he misses none; he takes each over by itself. */
const severalTexts: Readonly<Record<Several['audience'], string>> = {
  sender: 'several-notices',
  office: 'several-cases',
  duty: 'several-escalations',
};

const tries = 8;

/** All cases in one change, so that a repeat finds either all of them or none. */
async function record(
  house: House,
  { due, waiting }: Crowded,
  came: { readonly receipt: Receipt; readonly isAgain: boolean },
): Promise<void> {
  const { store } = house;
  const unit = await store.unit();
  for (let attempt = 0; attempt < tries; attempt++) {
    const now = house.clock();
    const changes: Change[] = [];
    // Two notices may speak of one case: the second builds on what the first made of it.
    const changed = new Map<string, Case>();
    for (const row of waiting) {
      const id = row.deed.case ?? '';
      const one = changed.get(id) ?? (await store.cases.find(id));
      const change = outcomeOf({ ...row, ...came, due: { key: row.key }, one, unit, now });
      const [next] = change.cases ?? [];
      if (next) changed.set(id, next);
      changes.push(change);
    }
    const recorded = await store.record({
      settles: [
        ...changes.flatMap((one) => one.settles ?? []),
        { key: due.key, state: came.receipt.ok ? 'done' : 'refused', receipt: null },
      ],
      ledger: changes.flatMap((one) => one.ledger ?? []),
      deeds: changes.flatMap((one) => one.deeds ?? []),
      cases: [...changed.values()],
    });
    if (!recorded.ok) continue;
    house.onWake();
    return;
  }
  throw new Transient(`${due.key}: its cases changed ${tries} times meanwhile`);
}
