import type { MineWire } from '#model/console-wire.ts';
import type { Case } from '#model/case.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { RetentionLine, Store } from '#model/store.ts';
import { termWords } from '#console/views/words.ts';

type Told = Pick<Store, 'cases' | 'held' | 'evidence'>;

/** What is held about a person, in words, as he himself is told. */
export async function heldBy(
  store: Told,
  retention: readonly RetentionLine[],
  person: Pseudonym,
): Promise<MineWire['held']> {
  const { held } = await toldTo(store, person);
  return retention.flatMap(({ table, keeps, days }) => {
    const rows = held[table] ?? 0;
    return rows > 0 ? [{ title: keeps, rows, term: termWords(days) }] : [];
  });
}

/** Of a suspected solicitation its author learns nothing, not even by counting rows (facts/handling.md 7). */
export async function toldTo(
  store: Told,
  person: Pseudonym,
): Promise<{ readonly shown: readonly Case[]; readonly held: Readonly<Record<string, number>> }> {
  const [all, held] = await Promise.all([store.cases.ofSender(person), store.held(person)]);
  const silent = all.filter(({ kind }) => kind === 'solicitation');
  if (silent.length === 0) return { shown: all, held };
  const timelines = await Promise.all(silent.map(({ id }) => store.cases.timeline(id)));
  const sealed = await Promise.all(silent.map(({ id }) => store.evidence.find(id)));
  const less = (table: string, rows: number): number => (held[table] ?? 0) - rows;
  return {
    shown: all.filter(({ kind }) => kind !== 'solicitation'),
    held: {
      ...held,
      cases: less('cases', silent.length),
      evidence: less('evidence', sealed.filter((found) => found !== null).length),
      ledger: less('ledger', timelines.flat().length),
      outbox: 0,
    },
  };
}
