import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { decodeAesKey } from '#gateway/wecom/crypto.ts';
import { createWecomDoor, type WecomAccount, type WecomDoor } from '#gateway/wecom/gateway.ts';
import { nativeId } from '#gateway/wecom/ids.ts';
import { readSettings } from '#gateway/wecom/settings.ts';
import { ConfigError } from '#config.ts';
import type { WecomConfig } from '#config/wecom.ts';

export interface WecomHands {
  readonly wecom: WecomConfig;
  /** Base of links sent to people. */
  readonly url: string;
  readonly store: Pick<Store, 'groups' | 'tokens' | 'sends'>;
  readonly clock: () => Moment;
  readonly log: Logger;
}

/** WeCom's door with what the house lends it. */
export function openWecom({ wecom, url, store, clock, log }: WecomHands): WecomDoor {
  return createWecomDoor({
    account: wecomAccount(wecom),
    settings: readSettings(wecom.settings),
    home: `${url}/about`,
    clock,
    chance: randomBytes,
    shelf: {
      read: (name) => store.tokens.read(`wecom/${wecom.corpId}/${name}`),
      write: (name, token) => store.tokens.write(`wecom/${wecom.corpId}/${name}`, token),
    },
    codes: {
      read: (name) => store.tokens.read(`wecom/${wecom.corpId}/${name}`),
      write: (name, code) => store.tokens.write(`wecom/${wecom.corpId}/${name}`, code),
    },
    sends: store.sends,
    registered: async () =>
      (await store.groups.list()).flatMap(({ id, state }) => (state === 'active' ? (nativeId(id) ?? []) : [])),
    onRefused: (why, bytes) => log.warn({ where: 'wecom callback', why, bytes }, 'callback refused'),
    onPulled({ total, dropped, locked, lost }) {
      const { unregistered, ...counts } = dropped;
      const left = {
        ...counts,
        rooms: Object.keys(unregistered).length,
        unregistered: sum(Object.values(unregistered)),
      };
      log.info({ where: 'wecom archive', total, dropped: left, locked, lost }, 'archive read');
    },
  });
}

/** Files that are not there stop the start with one sentence. */
export function wecomAccount({ aesKey, archive, ...rest }: WecomConfig): WecomAccount {
  const key = decodeAesKey(aesKey);
  if (!key) throw new ConfigError('WECOM_AES_KEY: expected 43 letters and digits');
  if (archive && !(existsSync(archive.keys) && statSync(archive.keys).isDirectory()))
    throw new ConfigError(`WECOM_ARCHIVE_KEYS: expected a folder of <publickey_ver>.pem, got ${archive.keys}`);
  if (archive && !existsSync(archive.library))
    throw new ConfigError(
      `WECOM_FINANCE_SDK: expected the file libWeWorkFinanceSdk_C.so of the official SDK, got ${archive.library}`,
    );
  return { ...rest, archive, aesKey: key };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, one) => all + one, 0);
}
