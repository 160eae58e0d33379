import { resolve } from 'node:path';
import * as z from 'zod';

/** The tenant's side of WeCom, as the environment names it. */
export interface WecomConfig {
  readonly apiBase: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly token: string;
  /** EncodingAESKey. */
  readonly aesKey: string;
  /** All three or none: without them no post is seen. */
  readonly archive: { readonly secret: string; readonly keys: string; readonly library: string } | null;
  /** The group robot by its long connection. */
  readonly robot: { readonly id: string; readonly secret: string; readonly url: string | null } | null;
  /** Where browsers are sent to sign in, inside the client and elsewhere. */
  readonly pages: { readonly inClient: string; readonly elsewhere: string };
  /** The operator's sheet of groups, whether it is there or not. */
  readonly settings: string;
}

const text = z.string({ error: 'expected a value' }).min(1, { error: 'expected a value' });

const signInPage = z.url({ protocol: /^https?$/, error: 'expected the address of a sign-in page' });

const Variables = z.object({
  WECOM_API_BASE: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://qyapi.weixin.qq.com' })
    .default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: text,
  WECOM_AGENT_ID: z.coerce.number({ error: 'expected the AgentId, a number' }).int().positive(),
  WECOM_SECRET: text,
  WECOM_TOKEN: z
    .string({ error: 'expected the Token of 接收消息' })
    .regex(/^[A-Za-z0-9]{3,32}$/, { error: 'expected 3-32 letters and digits' }),
  WECOM_AES_KEY: z
    .string({ error: 'expected the EncodingAESKey of 接收消息' })
    .regex(/^[A-Za-z0-9]{43}$/, { error: 'expected 43 letters and digits' }),
  WECOM_ARCHIVE_SECRET: z.string().optional(),
  WECOM_ARCHIVE_KEYS: z.string().optional(),
  WECOM_FINANCE_SDK: z.string().optional(),
  WECOM_BOT_ID: z.string().optional(),
  WECOM_BOT_SECRET: z.string().optional(),
  WECOM_BOT_URL: z
    .url({ protocol: /^wss?$/, error: 'expected an address such as wss://openws.work.weixin.qq.com' })
    .optional(),
  WECOM_OAUTH_URL: signInPage.default('https://open.weixin.qq.com/connect/oauth2/authorize'),
  WECOM_LOGIN_URL: signInPage.default('https://login.work.weixin.qq.com/wwlogin/sso/login'),
  WECOM_SETTINGS: z.string().optional(),
});

/** Null where something is missing or wrong; `problems` then says what, and never what a secret was. */
export function readWecom(
  given: Readonly<Record<string, string | undefined>>,
  { root, dataDir }: { readonly root: string; readonly dataDir: string },
  problems: string[],
): WecomConfig | null {
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      const got = given[name] === undefined ? 'nothing' : `${given[name].length} characters`;
      problems.push(`${name}: ${issue.message}, got ${got}`);
    }
    return null;
  }
  const e = parsed.data;
  const { WECOM_ARCHIVE_SECRET: secret, WECOM_ARCHIVE_KEYS: keys, WECOM_FINANCE_SDK: library } = e;
  const hasAny = secret !== undefined || keys !== undefined || library !== undefined;
  const archive =
    secret !== undefined && keys !== undefined && library !== undefined
      ? { secret, keys: resolve(root, keys), library: resolve(root, library) }
      : null;
  if (hasAny && !archive)
    problems.push(
      'WECOM_ARCHIVE_SECRET, WECOM_ARCHIVE_KEYS and WECOM_FINANCE_SDK: expected all three or none, got some',
    );
  const { WECOM_BOT_ID: id, WECOM_BOT_SECRET: key, WECOM_BOT_URL: url } = e;
  if ((id === undefined) !== (key === undefined))
    problems.push('WECOM_BOT_ID and WECOM_BOT_SECRET: expected both or neither, got one');
  return {
    robot: id !== undefined && key !== undefined ? { id, secret: key, url: url ?? null } : null,
    apiBase: e.WECOM_API_BASE.replace(/\/+$/, ''),
    corpId: e.WECOM_CORP_ID,
    agentId: e.WECOM_AGENT_ID,
    secret: e.WECOM_SECRET,
    token: e.WECOM_TOKEN,
    aesKey: e.WECOM_AES_KEY,
    archive,
    pages: { inClient: e.WECOM_OAUTH_URL, elsewhere: e.WECOM_LOGIN_URL },
    settings: e.WECOM_SETTINGS === undefined ? resolve(dataDir, 'wecom.yaml') : resolve(root, e.WECOM_SETTINGS),
  };
}
