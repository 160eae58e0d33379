import type { Deed, DueDeed } from '#model/deed.ts';
import type { Receipt } from '#model/gateway.ts';
import { cardOf } from '#enforce/card.ts';
import { countFor } from '#enforce/count-for.ts';
import { fieldsOf } from '#enforce/fields.ts';
import type { Answered, House } from '#enforce/house.ts';
import { textOf } from '#enforce/texts.ts';

/** The words are put together now and nothing of them is kept. A letter that may have left before is sent again under its Message-ID. */
export async function mail(
  house: House,
  answered: Answered,
  due: DueDeed,
  deed: Extract<Deed, { kind: 'mail' }>,
  signal: AbortSignal,
): Promise<void> {
  const { store } = house;
  const text = textOf(house.texts, deed.text);
  const now = house.clock();
  const [unit, head, count] = await Promise.all([
    store.unit(),
    store.ledger.head(),
    countFor(house, { text: deed.text, to: { kind: 'person', person: '' }, case: null }),
  ]);
  const fields = fieldsOf({ case: null, group: null, unit, now, tz: house.tz, count, head }, house);
  const card = cardOf(text, fields, { ref: '', case: null, person: null, group: null }, house.links);
  const letter = { key: due.key, to: deed.to, subject: card.title, lines: card.body, link: card.link };
  const receipt: Receipt =
    answered.get(due.key) ??
    (house.mailer ? await house.mailer.send(letter, signal) : { ok: false, refused: 'not-allowed' });
  answered.set(due.key, receipt);
  await store.record({
    settles: [
      {
        key: due.key,
        state: receipt.ok ? 'done' : 'refused',
        receipt: receipt.ok ? receipt.id : receipt.refused,
      },
    ],
    ledger: [
      {
        at: house.clock(),
        event: receipt.ok ? 'told' : 'not-told',
        actor: { kind: 'bot' },
        detail: { text: text.id, to: 'mail', ...(receipt.ok ? {} : { why: receipt.refused }) },
      },
    ],
  });
}
