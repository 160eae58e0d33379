import { consentOf, parseRecord, type ArchiveRecord } from '#gateway/wecom/archive/record.ts';

export interface Sieve {
  /** Groups of the unit's register: nothing else is kept (PIPL 5, 6, 34). */
  readonly rooms: ReadonlySet<string>;
  /** People outside who no longer agree to be archived. */
  readonly refused: ReadonlySet<string>;
}

/** What was dropped, as numbers: of these records nothing else is left. */
export interface Dropped {
  readonly oneToOne: number;
  readonly unregistered: Readonly<Record<string, number>>;
  /** Said by somebody who does not agree. */
  readonly withheld: number;
  readonly unreadable: number;
}

export interface Sifted {
  readonly kept: readonly ArchiveRecord[];
  readonly dropped: Dropped;
  readonly consents: readonly { readonly userid: string; readonly agrees: boolean }[];
}

/** Runs in the library's own process, before anything is stored. */
export function sift(texts: readonly string[], { rooms, refused }: Sieve): Sifted {
  const kept: ArchiveRecord[] = [];
  const consents: { userid: string; agrees: boolean }[] = [];
  const unwilling = new Set(refused);
  const unregistered: Record<string, number> = {};
  const dropped = { oneToOne: 0, unregistered, withheld: 0, unreadable: 0 };
  for (const text of texts) {
    const record = parseRecord(text);
    if (!record) {
      dropped.unreadable += 1;
      continue;
    }
    const consent = consentOf(record);
    if (consent) {
      consents.push(consent);
      if (consent.agrees) unwilling.delete(consent.userid);
      else unwilling.add(consent.userid);
    }
    if (record.action === 'switch') continue;
    if (record.roomid === '') dropped.oneToOne += 1;
    else if (!rooms.has(record.roomid)) unregistered[record.roomid] = (unregistered[record.roomid] ?? 0) + 1;
    // That something was taken back is not something said.
    else if (record.action === 'send' && !consent && unwilling.has(record.from)) dropped.withheld += 1;
    else kept.push(record);
  }
  return { kept, dropped, consents };
}
