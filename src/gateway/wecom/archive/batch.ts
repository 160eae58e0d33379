import * as z from 'zod';
import { SdkError, type FinanceSdk } from '#gateway/wecom/archive/finance-sdk.ts';
import { readKeys, unwrapKey } from '#gateway/wecom/archive/keys.ts';
import type { Ask, Pulling } from '#gateway/wecom/archive/protocol.ts';
import { parseLoose } from '#gateway/wecom/archive/record.ts';
import { sift } from '#gateway/wecom/archive/sift.ts';

const Closed = z.object({
  seq: z.number().int().nonnegative(),
  publickey_ver: z.number().int(),
  encrypt_random_key: z.string(),
  encrypt_chat_msg: z.string(),
});
const Batch = z.object({ errcode: z.number(), chatdata: z.array(z.unknown()).default([]) });

type PullAsk = Extract<Ask, { kind: 'pull' }>;

/** The archive's next records: opened, and what does not belong here dropped on the spot. */
export function pullBatch(sdk: FinanceSdk, ask: PullAsk): Pulling {
  const batch = Batch.safeParse(parseLoose(sdk.chatData(BigInt(ask.seq), ask.limit)));
  if (!batch.success) throw new SdkError(10_002);
  // What the library hands out is the server's answer: an error of the server stands in its place.
  if (batch.data.errcode !== 0) throw new SdkError(batch.data.errcode);
  const { texts, unreadable, ...rest } = openAll(sdk, ask, batch.data.chatdata);
  const { kept, dropped, consents } = sift(texts, { rooms: new Set(ask.rooms), refused: new Set(ask.refused) });
  return {
    ...rest,
    kept: [...kept],
    total: batch.data.chatdata.length,
    dropped: { ...dropped, unreadable: dropped.unreadable + unreadable },
    consents: [...consents],
  };
}

/** A record that cannot be opened is counted, and never stops the cursor. */
function openAll(sdk: FinanceSdk, ask: PullAsk, entries: readonly unknown[]) {
  const keys = readKeys(ask.keys);
  const texts: string[] = [];
  const locked: Record<string, { before: string; count: number }> = {};
  let unreadable = 0;
  let last: string | null = null;
  for (const entry of entries) {
    const record = Closed.safeParse(entry);
    if (!record.success) {
      unreadable += 1;
      continue;
    }
    const { seq, publickey_ver: version, encrypt_random_key: wrapped, encrypt_chat_msg: message } = record.data;
    const before: string = last ?? ask.seq;
    if (last === null || BigInt(seq) > BigInt(last)) last = String(seq);
    const key = keys.get(version);
    if (!key) {
      locked[version] = { before: locked[version]?.before ?? before, count: (locked[version]?.count ?? 0) + 1 };
      continue;
    }
    const randomKey = unwrapKey(key, wrapped);
    const text = randomKey === null ? null : opened(sdk, randomKey, message);
    if (text === null) unreadable += 1;
    else texts.push(text);
  }
  return { texts, unreadable, last, locked };
}

function opened(sdk: FinanceSdk, key: string, message: string): string | null {
  try {
    return sdk.decrypt(key, message);
  } catch (error) {
    if (error instanceof SdkError) return null;
    throw error;
  }
}
