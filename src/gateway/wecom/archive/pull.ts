import type { Inbound, Pulled } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { Role, Sender } from '#model/post.ts';
import { lostSince, readCursor, writeCursor, type CursorState } from '#gateway/wecom/archive/cursor.ts';
import { inboundOf } from '#gateway/wecom/archive/inbound.ts';
import type { Pulling } from '#gateway/wecom/archive/protocol.ts';
import type { ArchiveRecord } from '#gateway/wecom/archive/record.ts';
import type { ArchiveSource } from '#gateway/wecom/archive/source.ts';
import type { Directory } from '#gateway/wecom/directory.ts';
import { houseId, isOutsider } from '#gateway/wecom/ids.ts';
import type { Rooms } from '#gateway/wecom/rooms.ts';

export interface PullParts {
  readonly source: Pick<ArchiveSource, 'pull'>;
  /** Versions of the keys in the folder now. */
  readonly keyVersions: () => readonly number[];
  /** Native ids of the groups in the unit's register. */
  readonly registered: () => Promise<readonly string[]>;
  readonly rooms: Pick<Rooms, 'owner'>;
  readonly directory: Pick<Directory, 'names'>;
  readonly clock: () => Moment;
  readonly onPulled: (report: PullReport) => void;
}

/** Numbers only: what a pull left out, and what nobody will ever see. */
export interface PullReport {
  readonly total: number;
  readonly dropped: Pulling['dropped'];
  /** Records by version of a key that is missing. */
  readonly locked: Readonly<Record<string, number>>;
  readonly lost: { readonly from: Moment; readonly to: Moment } | null;
}

/** As many as the archive gives at once. */
const most = 1000;
/** A quiet archive moves the cursor's clock so often, or it would be written for nothing. */
const hour = 3_600_000;

/** Reads on in the archive. The cursor is moved by whoever saves what was read. */
export function createPull(parts: PullParts): (cursor: string | null, signal: AbortSignal) => Promise<Pulled> {
  const { clock } = parts;
  return async (cursor, signal) => {
    const state = unlocked(readCursor(cursor), parts.keyVersions());
    const rooms = await parts.registered();
    const ask = { seq: state.seq, limit: most, rooms, refused: state.refused };
    const answer = await parts.source.pull(ask, signal);
    const isExpired = answer === 'expired';
    const pulled = isExpired ? await fromOldest(parts, ask, signal) : answer;
    const now = clock();
    const lost = lostSince(state, now) ?? (isExpired ? { from: state.at ?? now, to: now } : null);
    const locked = Object.fromEntries(Object.entries(pulled.locked).map(([version, { count }]) => [version, count]));
    if (pulled.total > 0 || lost) parts.onPulled({ total: pulled.total, dropped: pulled.dropped, locked, lost });
    const next = stateAfter(state, pulled, now);
    return { inbound: await inboundsOf(pulled, parts, signal), cursor: writeCursor(next) };
  };
}

async function fromOldest(parts: PullParts, ask: Parameters<ArchiveSource['pull']>[0], signal: AbortSignal) {
  const again = await parts.source.pull({ ...ask, seq: '0' }, signal);
  if (again === 'expired') throw new Error('archive: expected the oldest record it keeps, got none');
  return again;
}

/** A key that was missing is there now: what it opens is read again, and what is already known is known by its key. */
function unlocked(state: CursorState, versions: readonly number[]): CursorState {
  const opened: string[] = [];
  const locked: Record<string, string> = {};
  for (const [version, before] of Object.entries(state.locked))
    if (versions.includes(Number(version))) opened.push(before);
    else locked[version] = before;
  const seq = [state.seq, ...opened].reduce((low, one) => (BigInt(one) < BigInt(low) ? one : low));
  return { ...state, seq, locked };
}

function stateAfter(state: CursorState, pulled: Pulling, now: Moment): CursorState {
  const refused = new Set(state.refused);
  for (const { userid, agrees } of pulled.consents) {
    if (agrees) refused.delete(userid);
    else refused.add(userid);
  }
  const missing: Record<string, string> = {};
  for (const [version, { before }] of Object.entries(pulled.locked)) missing[version] = before;
  const isQuiet = pulled.last === null && state.at !== null && now - state.at < hour;
  return {
    seq: pulled.last ?? state.seq,
    at: isQuiet ? state.at : now,
    refused: [...refused].toSorted(),
    locked: { ...missing, ...state.locked },
  };
}

async function inboundsOf(pulled: Pulling, parts: PullParts, signal: AbortSignal): Promise<readonly Inbound[]> {
  const records = pulled.kept;
  const names = await parts.directory.names(
    records.filter(({ action }) => action === 'send').map(({ from }) => from),
    signal,
  );
  const owners = new Map<string, string | null>();
  for (const room of new Set(records.map(({ roomid }) => roomid)))
    owners.set(room, await parts.rooms.owner(room, signal));
  return records.flatMap(
    (record) => inboundOf(record, senderOf(record, names.get(record.from), owners.get(record.roomid))) ?? [],
  );
}

function senderOf(record: ArchiveRecord, name: string | undefined, owner: string | null | undefined): Sender {
  return { id: houseId(record.from), name: name ?? record.from, role: roleOf(record.from, owner) };
}

function roleOf(userid: string, owner: string | null | undefined): Role {
  if (isOutsider(userid)) return 'outsider';
  return userid === owner ? 'owner' : 'member';
}
