import type { Download, Gateway, GroupInfo } from '#model/gateway.ts';
import type { FileRef } from '#model/post.ts';
import type { Moment } from '#model/ids.ts';
import { createAlarms } from '#gateway/wecom/alarms.ts';
import { createApi } from '#gateway/wecom/api/client.ts';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { memoryShelf, type TokenShelf } from '#gateway/wecom/api/tokens.ts';
import { readFileId } from '#gateway/wecom/archive/file-id.ts';
import { keyVersions } from '#gateway/wecom/archive/keys.ts';
import { createPull, type PullReport } from '#gateway/wecom/archive/pull.ts';
import { createArchiveSource, type ArchiveSource } from '#gateway/wecom/archive/source.ts';
import { createCallback, type CallbackRefusal } from '#gateway/wecom/callback.ts';
import { createDirectory } from '#gateway/wecom/directory.ts';
import { createIdentity, publicPages, type IdentityPages } from '#gateway/wecom/identity.ts';
import { doorFacts } from '#gateway/wecom/facts.ts';
import { isOutsider, nativeId } from '#gateway/wecom/ids.ts';
import { createLosses, type Losses } from '#gateway/wecom/losses.ts';
import { notSyncedSays, syncIntercept, type Synced } from '#gateway/wecom/intercept/sync.ts';
import { connectRobot } from '#gateway/wecom/robot/connection.ts';
import { withRobot } from '#gateway/wecom/robot/pull.ts';
import { createRobot, type Robot } from '#gateway/wecom/robot/robot.ts';
import { createRooms } from '#gateway/wecom/rooms.ts';
import { createCardCodes, memoryCodes, type CodeShelf } from '#gateway/wecom/send/card-codes.ts';
import { taskIdOf } from '#gateway/wecom/send/cards.ts';
import { createAppMessages } from '#gateway/wecom/send/app-messages.ts';
import { memorySends, type Sends } from '#gateway/wecom/send/quota.ts';
import { createSend } from '#gateway/wecom/send/send.ts';
import { sideBySide } from '#gateway/wecom/side-by-side.ts';
import type { WecomSettings } from '#gateway/wecom/settings.ts';

/** How the house is known to its tenant. */
export interface WecomAccount {
  readonly apiBase: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: Buffer;
  /** Null where the tenant has no 会话内容存档: then no post is seen. */
  readonly archive: { readonly secret: string; readonly keys: string; readonly library: string } | null;
  readonly robot: { readonly id: string; readonly secret: string; readonly url: string | null } | null;
  /** Where browsers are sent to sign in; those of the public platform where absent. */
  readonly pages?: IdentityPages;
}

export interface WecomParts {
  readonly account: WecomAccount;
  readonly settings: WecomSettings;
  /** A page a card without a link leads to. */
  readonly home: string;
  readonly clock: () => Moment;
  readonly chance: (size: number) => Buffer;
  /** Native ids of the groups in the unit's register. */
  readonly registered: () => Promise<readonly string[]>;
  /** Where replicas share tokens; in this process where absent. */
  readonly shelf?: TokenShelf;
  /** The same of the codes by which cards are changed. */
  readonly codes?: CodeShelf;
  /** The same of what was sent lately. */
  readonly sends?: Sends;
  readonly onRefused: (why: CallbackRefusal, bytes: number) => void;
  readonly onPulled: (report: PullReport) => void;
}

export interface WecomDoor {
  readonly gateway: Gateway;
  /** Makes the tenant's 聊天敏感词 what the sheet says, or takes ours away where it says nothing. */
  syncIntercept(signal: AbortSignal): Promise<Synced>;
  /** Whether the sheet says something about them. */
  readonly hasIntercept: boolean;
  close(): Promise<void>;
}

/** WeCom's door. It has no `retract`: nobody takes back another member's post there, so the recall loop runs. */
export function createWecomDoor(parts: WecomParts): WecomDoor {
  const { account, settings, clock } = parts;
  const alarms = createAlarms(clock);
  const api = createApi({
    exchange: createExchanger(account.apiBase),
    corpId: account.corpId,
    secrets: { app: account.secret, ...(account.archive && { archive: account.archive.secret }) },
    shelf: parts.shelf ?? memoryShelf(),
    clock,
    onAlarm: alarms.raise,
  });
  const directory = createDirectory(api, clock);
  const rooms = createRooms({
    api,
    directory,
    settings,
    hasArchive: account.archive !== null,
    hasRobot: account.robot !== null,
    clock,
  });
  const robot = account.robot && openRobot(account.robot, parts, alarms.raise);
  const source = account.archive && createArchiveSource({ ...account.archive, corpId: account.corpId, clock });
  const messages = createAppMessages(api, account.agentId, alarms.raise);
  const codes = createCardCodes(parts.codes ?? memoryCodes(), clock);
  const sends = parts.sends ?? memorySends(clock);
  const losses = createLosses(clock);
  const send = createSend({
    api,
    messages,
    codes,
    settings,
    robot,
    home: parts.home,
    clock,
    sends,
  });
  const info = async (native: string, signal: AbortSignal): Promise<GroupInfo | null> =>
    alarms.watch('group', rooms.info(native, signal));

  const gateway: Gateway = {
    platform: 'wecom',
    // The platform compares a repeat by task id and words (enable_duplicate_check); a group's 消息推送 knows no such thing.
    sendIsIdempotent: true,
    groupSendIsIdempotent: false,
    says: alarms.says,
    accept: createCallback({
      ...account,
      clock,
      chance: parts.chance,
      onRefused: parts.onRefused,
      async onHeard({ contactsChanged, alarm, card }) {
        if (contactsChanged) directory.forget();
        if (alarm !== null) alarms.raise(alarm);
        if (card) await codes.keep(card.task, card);
      },
    }),
    ...((source || robot) && {
      pull: withRobot(robot, source ? pullOf(parts, source, { rooms, directory, alarms, losses }) : nothingNew),
    }),
    ...(robot && { listen: robot.listen }),
    identity: createIdentity({ ...account, api, directory, pages: account.pages ?? publicPages }),
    download: (file, signal) => download(file, source, signal),
    send: (message, signal) => alarms.watch('send', send(message, signal)),
    async settle({ key }, says, signal) {
      const kept = await codes.find(taskIdOf(key));
      return kept ? messages.update(kept.userid, { code: kept.code, says }, signal) : { ok: false, refused: 'gone' };
    },
    async departments(id, signal) {
      const native = nativeId(id);
      return native === null || isOutsider(native) ? [] : (await directory.person(native, signal)).departments;
    },
    facts: doorFacts({ sends, seats: rooms.seats, losses, clock }),
    async members(id, signal) {
      const native = nativeId(id);
      return native === null ? null : rooms.members(native, signal);
    },
    async group(id, signal) {
      const native = nativeId(id);
      return native === null ? null : info(native, signal);
    },
    async groups(signal) {
      const found = await sideBySide([...settings.groups.keys()], async (native) => {
        const one = await info(native, signal);
        if (!one)
          alarms.raise(`wecom.yaml 里的群 ${native} 查不到：请核对群 ID，或确认群内至少一名成员在会话存档范围内。`);
        return one;
      });
      return found.filter((one) => one !== null);
    },
  };
  return {
    gateway,
    hasIntercept: (settings.intercept ?? null) !== null,
    async syncIntercept(signal) {
      const synced = await alarms.watch('intercept', syncIntercept(api, settings.intercept ?? null, signal));
      if (!synced.ok) alarms.raise(notSyncedSays(synced));
      return synced;
    },
    async close() {
      robot?.close();
      await source?.close();
    },
  };
}

type Pull = NonNullable<Gateway['pull']>;

function openRobot(
  account: NonNullable<WecomAccount['robot']>,
  parts: WecomParts,
  onAlarm: (says: string) => void,
): Robot {
  const groups = [...parts.settings.groups.values()];
  return createRobot({
    connect: (onBody, welcome) => connectRobot({ ...account, welcome, onBody, onAlarm }),
    groupOf: (chat) => groups.find((group) => group.chat === chat)?.id ?? null,
    clock: parts.clock,
    run: parts.chance(6).toString('hex'),
  });
}

interface Inner {
  readonly rooms: ReturnType<typeof createRooms>;
  readonly directory: ReturnType<typeof createDirectory>;
  readonly alarms: ReturnType<typeof createAlarms>;
  readonly losses: Losses;
}

function pullOf(parts: WecomParts, source: ArchiveSource, { alarms, losses, ...inner }: Inner): Pull {
  const folder = parts.account.archive?.keys ?? '';
  const pull = createPull({
    ...parts,
    ...inner,
    source,
    keyVersions: () => keyVersions(folder),
    onPulled(report) {
      losses.note(report);
      if (report.lost) alarms.raise(lostSays(report.lost));
      if (report.dropped.withheld > 0) alarms.raise(withheldSays);
      for (const [version, count] of Object.entries(report.locked))
        alarms.raise(
          `会话存档有 ${count} 条记录用第 ${version} 版公钥加密，本机没有对应私钥：请把私钥放入 WECOM_ARCHIVE_KEYS，文件名 ${version}.pem，5 天内放入会自动补读。`,
        );
      parts.onPulled(report);
    },
  });
  return (cursor, signal) => alarms.watch('archive', pull(cursor, signal));
}

const withheldSays = '有外部成员不同意会话存档：按其意愿，他们的消息一律不读取、不检查，有他们在的群覆盖不完整。';

function lostSays({ from, to }: NonNullable<PullReport['lost']>): string {
  const [start, end] = [from, to].map((at) => new Date(at).toISOString().slice(0, 16).replace('T', ' '));
  return `会话存档超过 5 天没有读取，${start} 至 ${end}（UTC）之间的群消息没有检查，且无法补查。`;
}

/** Where there is no archive only the robot hears. */
const nothingNew: Pull = async (cursor) => ({ inbound: [], cursor: cursor ?? '' });

async function download(file: FileRef, source: ArchiveSource | null, signal: AbortSignal): Promise<Download> {
  const key = readFileId(file.id);
  if (key?.kind === 'gap') return { ok: false, refused: key.why };
  return key && source ? source.download(file.id, key, signal) : { ok: false, refused: 'gone' };
}
