import * as z from 'zod';

/** A decrypted record of the archive: what every one has, and its own part under a name its type decides. */
export const ArchiveRecord = z.looseObject({
  msgid: z.string().min(1),
  action: z.enum(['send', 'recall', 'switch']),
  from: z.string().default(''),
  roomid: z.string().default(''),
  /** Milliseconds. */
  msgtime: z.number().default(0),
  msgtype: z.string().default(''),
});
export type ArchiveRecord = z.infer<typeof ArchiveRecord>;

/** Null where it is no record: it is counted, and the cursor goes on. */
export function parseRecord(text: string): ArchiveRecord | null {
  const record = ArchiveRecord.safeParse(parseLoose(text));
  return record.success ? record.data : null;
}

/** The library leaves raw control characters inside strings, which JSON forbids. */
export function parseLoose(text: string): unknown {
  return parsed(text) ?? parsed(text.replace(/\p{Cc}/gu, ' '));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The part of the record its type names; undefined where it is missing. */
export function partOf(record: ArchiveRecord, name: string): unknown {
  return Object.getOwnPropertyDescriptor(record, name)?.value;
}

const Consent = z.object({ userid: z.string().min(1) });

/** Who agreed to be archived or no longer does; null for any other record. */
export function consentOf(record: ArchiveRecord): { readonly userid: string; readonly agrees: boolean } | null {
  if (record.msgtype !== 'agree' && record.msgtype !== 'disagree') return null;
  const consent = Consent.safeParse(partOf(record, record.msgtype));
  return consent.success ? { userid: consent.data.userid, agrees: record.msgtype === 'agree' } : null;
}
