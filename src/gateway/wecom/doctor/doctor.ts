import type { Moment } from '#model/ids.ts';
import { createApi } from '#gateway/wecom/api/client.ts';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';
import { createArchiveSource } from '#gateway/wecom/archive/source.ts';
import { createDirectory } from '#gateway/wecom/directory.ts';
import { checkApp, checkCallback, checkCard, checkMedia, checkSignIn } from '#gateway/wecom/doctor/app.ts';
import { checkIntercept } from '#gateway/wecom/doctor/intercept.ts';
import { checkArchive, checkGroups } from '#gateway/wecom/doctor/archive.ts';
import { missing, type Check } from '#gateway/wecom/doctor/check.ts';
import type { WecomAccount } from '#gateway/wecom/gateway.ts';
import { createRooms } from '#gateway/wecom/rooms.ts';
import { createMediaRoom } from '#gateway/wecom/send/media.ts';
import { createAppMessages } from '#gateway/wecom/send/app-messages.ts';
import type { WecomSettings } from '#gateway/wecom/settings.ts';

export interface DoctorParts {
  readonly account: WecomAccount;
  readonly settings: WecomSettings;
  /** Base of the house's own address. */
  readonly url: string;
  /** Whom a test card may be sent to. */
  readonly userid: string | null;
  readonly clock: () => Moment;
  readonly chance: (size: number) => Buffer;
}

/** Tries everything the house needs of the tenant, leaving nothing there that does not end by itself, and says what is missing and where to set it. */
export async function examineTenant(parts: DoctorParts, signal: AbortSignal): Promise<readonly Check[]> {
  const { account, settings, clock, url, chance } = parts;
  const api = createApi({
    exchange: createExchanger(account.apiBase),
    corpId: account.corpId,
    secrets: { app: account.secret, ...(account.archive && { archive: account.archive.secret }) },
    shelf: memoryShelf(),
    clock,
    onAlarm: () => undefined,
  });
  const messages = createAppMessages(api, account.agentId, () => undefined);
  const directory = createDirectory(api, clock);
  const rooms = createRooms({
    api,
    directory,
    settings,
    hasArchive: account.archive !== null,
    hasRobot: account.robot !== null,
    clock,
  });
  const checks = [
    ...(await checkApp(api, signal)),
    ...(await checkCallback({ account, self: createExchanger(url), url, now: clock(), chance }, signal)),
    ...(await checkCard(messages, { userid: parts.userid, home: `${url}/about`, key: `doctor/${clock()}` }, signal)),
    ...(await checkMedia(createMediaRoom(api, messages, clock), signal)),
    checkSignIn(url),
    ...(await checkIntercept(api, settings, signal)),
  ];
  if (!account.archive)
    return [
      ...checks,
      missing(
        '会话内容存档',
        '没有配置 WECOM_ARCHIVE_SECRET、WECOM_ARCHIVE_KEYS、WECOM_FINANCE_SDK：群消息一条也看不到。',
      ),
      ...(await checkGroups({ settings, rooms }, signal)),
    ];
  const source = createArchiveSource({ ...account.archive, corpId: account.corpId, clock });
  try {
    const probe = { api, source, keys: account.archive.keys, rooms, settings };
    return [...checks, ...(await checkArchive(probe, signal)), ...(await checkGroups(probe, signal))];
  } finally {
    await source.close();
  }
}
