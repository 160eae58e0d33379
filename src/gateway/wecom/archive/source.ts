import { createHash } from 'node:crypto';
import type { Download } from '#model/gateway.ts';
import type { FileId, Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import { WecomFault } from '#gateway/wecom/api/fault.ts';
import { archiveMeaningOf } from '#gateway/wecom/api/meaning.ts';
import type { FileKey } from '#gateway/wecom/archive/file-id.ts';
import { createLane, type Replied } from '#gateway/wecom/archive/lane.ts';
import { MediaPart, Pulling, type Ask } from '#gateway/wecom/archive/protocol.ts';

export type PullAsk = Omit<Extract<Ask, { kind: 'pull' }>, 'kind' | 'keys'>;

/** The archive's library, behind processes that may die. */
export interface ArchiveSource {
  /** `expired` where the archive no longer holds what comes after that number. */
  pull(ask: PullAsk, signal: AbortSignal): Promise<Pulling | 'expired'>;
  download(file: FileId, key: Extract<FileKey, { kind: 'media' }>, signal: AbortSignal): Promise<Download>;
  /** For tests and the doctor. */
  readonly pids: () => readonly number[];
  close(): Promise<void>;
}

export interface SourceParts {
  readonly library: string;
  readonly corpId: string;
  readonly secret: string;
  readonly keys: string;
  readonly clock: () => Moment;
}

/** A file above this is a gap anyway; the archive gives it out in pieces of half a megabyte. */
const mostBytes = 50 * 1024 * 1024;
/** Downloads that broke off, to go on with. */
const mostBegun = 8;

interface Begun {
  readonly parts: Uint8Array[];
  index: string;
  bytes: number;
}

export function createArchiveSource(parts: SourceParts): ArchiveSource {
  const opening = { kind: 'open', library: parts.library, corpId: parts.corpId, secret: parts.secret } as const;
  // A long film must not keep the next posts waiting.
  const [records, media] = [createLane(opening), createLane(opening)];
  const begun = new Map<FileId, Begun>();

  const fetchRest = async (file: FileId, handle: string, signal: AbortSignal): Promise<Buffer | Refused> => {
    const so = begun.get(file) ?? { parts: [], index: '', bytes: 0 };
    begun.set(file, so);
    for (const [oldest] of begun) if (begun.size > mostBegun) begun.delete(oldest);
    for (;;) {
      const reply = await media.ask({ kind: 'media', handle, index: so.index }, signal);
      if (!reply.ok) return refusal(reply, parts.clock());
      const part = MediaPart.parse(reply.value);
      so.parts.push(part.bytes);
      so.bytes += part.bytes.length;
      if (so.bytes > mostBytes) return 'oversize';
      if (part.isLast) return Buffer.concat(so.parts);
      // The same place again would never end.
      if (part.index === '' || part.index === so.index) return 'gone';
      so.index = part.index;
    }
  };

  return {
    async pull(ask, signal) {
      const reply = await records.ask({ ...ask, kind: 'pull', keys: parts.keys }, signal);
      if (reply.ok) return Pulling.parse(reply.value);
      if (refusal(reply, parts.clock()) === 'expired') return 'expired';
      throw new WecomFault('archive', `ret ${reply.ret}`);
    },
    async download(file, key, signal) {
      if (key.size > mostBytes) return { ok: false, refused: 'oversize' };
      const bytes = await fetchRest(file, key.handle, signal);
      begun.delete(file);
      if (bytes === 'expired' || bytes === 'gone') return { ok: false, refused: 'gone' };
      if (bytes === 'oversize') return { ok: false, refused: 'oversize' };
      const isWhole = key.md5 === '' || createHash('md5').update(bytes).digest('hex') === key.md5.toLowerCase();
      if (!isWhole) throw new Transient('archive: a file came other than it was announced');
      return { ok: true, file, bytes };
    },
    pids: () => [records.pid(), media.pid()].filter((pid) => pid !== null),
    async close() {
      await Promise.all([records.close(), media.close()]);
    },
  };
}

type Refused = 'gone' | 'expired' | 'oversize';

/** Throws what may pass by itself and what is a bug; returns what the archive refuses. */
function refusal(reply: Extract<Replied, { ok: false }>, now: Moment): Refused {
  if (reply.ret === null)
    throw new Transient(`archive: the library cannot be used (${reply.says})`, {
      retryAt: now + 60_000,
      operator:
        '会话存档 SDK 无法使用：请检查 WECOM_FINANCE_SDK 指向与本机架构相符的 libWeWorkFinanceSdk_C.so，且 WECOM_ARCHIVE_KEYS 文件夹可读。',
    });
  const meaning = archiveMeaningOf(reply.ret);
  switch (meaning.kind) {
    case 'refused':
      return meaning.refused === 'too-late' ? 'expired' : 'gone';
    case 'operator':
      throw new Transient(`archive: ret ${reply.ret}`, { retryAt: now + 300_000, operator: meaning.says });
    case 'bug':
      throw new WecomFault('archive', `ret ${reply.ret}`);
    case 'rate':
      throw new Transient(`archive: ret ${reply.ret}`, { retryAt: now + 60_000 });
    case 'token':
    case 'again':
      throw new Transient(`archive: ret ${reply.ret}`);
    case 'later':
      throw new Transient(`archive: ret ${reply.ret}`, { retryAt: now + meaning.seconds * 1000 });
  }
}
