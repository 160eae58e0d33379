import type { Cell, Digest, DigestSettings, Margin, Period, Rhythm, Segment, Stream } from '#model/digest.ts';
import type { Moment } from '#model/ids.ts';
import type { DigestStore } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';
import { digestFacts } from '#store/digest-facts.ts';
import type { Ledger } from '#store/ledger.ts';
import type { Outbox } from '#store/outbox.ts';

interface SegmentRow {
  readonly stream: Stream;
  readonly margin: Margin;
  readonly from_at: Moment;
  readonly to_at: Moment;
  readonly cells: string;
  readonly rest: number | null;
}

interface Tables {
  readonly outbox: Pick<Outbox, 'put'>;
  readonly ledger: Pick<Ledger, 'append'>;
}

export function openDigests(base: Base, tables: Tables): DigestStore {
  return { ...digestFacts(base), ...segments(base), ...documents(base, tables), ...settings(base, tables.ledger) };
}

function segments({ sql, write }: Base): Pick<DigestStore, 'segments' | 'close'> {
  const all = sql.prepare<[since: Moment], SegmentRow>(
    'SELECT * FROM digest_segments WHERE to_at > $1 ORDER BY to_at, stream, margin',
  );
  const insert = sql.prepare<
    [stream: string, margin: string, from: Moment, to: Moment, cells: string, rest: number | null]
  >(
    `INSERT INTO digest_segments (stream, margin, from_at, to_at, cells, rest) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (stream, margin, from_at) DO NOTHING`,
  );
  return {
    segments: async (since) =>
      all.all(since).map(({ stream, margin, from_at: from, to_at: to, cells, rest }): Segment => ({
        stream,
        margin,
        from,
        to,
        cells: fromJson<readonly Cell[]>(cells),
        rest,
      })),
    async close(fresh) {
      await write(() => {
        for (const { stream, margin, from, to, cells, rest } of fresh)
          insert.run(stream, margin, from, to, JSON.stringify(cells), rest);
      });
    },
  };
}

function documents(
  { sql, write }: Base,
  { outbox, ledger }: Tables,
): Pick<DigestStore, 'save' | 'find' | 'list' | 'lastEnd'> {
  const insert = sql.prepare<
    [id: string, owner: string, rhythm: string, from: Moment, to: Moment, madeAt: Moment, document: string]
  >(
    `INSERT INTO digests (id, owner, rhythm, from_at, to_at, made_at, document) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO NOTHING`,
  );
  const byId = sql.prepare<[id: string], { document: string }>('SELECT document FROM digests WHERE id = $1');
  const ofOwner = sql.prepare<[owner: string, limit: number], { document: string }>(
    'SELECT document FROM digests WHERE owner = $1 ORDER BY to_at DESC, id DESC LIMIT $2',
  );
  const last = sql.prepare<[owner: string, rhythm: Rhythm], { at: Moment | null }>(
    'SELECT max(to_at) AS at FROM digests WHERE owner = $1 AND rhythm = $2',
  );
  return {
    save: ({ digest, deeds, entry }) =>
      write(() => {
        const { id, owner, period, madeAt } = digest;
        const { rhythm, from, to }: Period = period;
        if (insert.run(id, owner ?? '', rhythm, from, to, madeAt, JSON.stringify(digest)) === 0) return false;
        deeds.forEach((deed) => outbox.put(deed));
        ledger.append(entry);
        return true;
      }),
    async find(id) {
      const row = byId.get(id);
      return row ? fromJson<Digest>(row.document) : null;
    },
    list: async (owner, limit) => ofOwner.all(owner ?? '', limit).map(({ document }) => fromJson<Digest>(document)),
    lastEnd: async (owner, rhythm) => last.get(owner ?? '', rhythm)?.at ?? null,
  };
}

function settings(
  { sql, write }: Base,
  ledger: Pick<Ledger, 'append'>,
): Pick<DigestStore, 'settings' | 'saveSettings'> {
  const read = sql.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'digests'`);
  const save = sql.prepare<[value: string]>(
    `INSERT INTO settings (name, value) VALUES ('digests', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  return {
    async settings() {
      const row = read.get();
      return row ? fromJson<DigestSettings>(row.value) : null;
    },
    async saveSettings(changed, entry) {
      await write(() => {
        save.run(JSON.stringify(changed));
        ledger.append(entry);
      });
    },
  };
}
