import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as z from 'zod';
import { readWecom, type WecomConfig } from '#config/wecom.ts';

/** A setting a person must mend. All of them are reported at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const platformNames = ['sandbox', 'wecom', 'feishu'] as const;
type RealPlatform = Exclude<(typeof platformNames)[number], 'sandbox'>;

/** The variables by which a real platform counts as configured. */
const platformVariables: Readonly<Record<RealPlatform, readonly string[]>> = {
  wecom: ['WECOM_CORP_ID', 'WECOM_SECRET', 'WECOM_BOT_ID'],
  feishu: ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'],
};

const timeZones = z
  .string()
  .refine((zone) => isTimeZone(zone), { error: 'expected a time zone such as Asia/Shanghai' });

const Environment = z.object({
  ZHOUZHI_PORT: z.coerce.number({ error: 'expected a port 0-65535' }).int().min(0).max(65535).default(8080),
  ZHOUZHI_HOST: z.string().min(1).default('127.0.0.1'),
  ZHOUZHI_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://zhouzhi.example.cn' })
    .optional(),
  ZHOUZHI_DATA: z.string().min(1).default('data/var'),
  ZHOUZHI_KEY: z
    .string()
    .regex(/^(?:[0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/, { error: 'expected 32 bytes as 64 hex digits or base64' })
    .optional(),
  ZHOUZHI_PLATFORMS: z.string().optional(),
  ZHOUZHI_TZ: timeZones.default('Asia/Shanghai'),
  ZHOUZHI_TEMPLATE: z.string().min(1).default('机关'),
  ZHOUZHI_RECIPIENTS: z.string().optional(),
  ZHOUZHI_EVIDENCE: z.enum(['sealed', 'none'], { error: 'expected sealed or none' }).default('sealed'),
  ZHOUZHI_TLS_CERT: z.string().optional(),
  ZHOUZHI_TLS_KEY: z.string().optional(),
  ZHOUZHI_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'expected debug, info, warn, error or silent' })
    .default('info'),
  DATABASE_URL: z.string().optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'expected smtp://user:password@host:port or smtps://…, with ?from=address' })
    .optional(),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Base of links sent to people, without a trailing slash. */
  readonly url: string;
  readonly dataDir: string;
  readonly platforms: readonly (typeof platformNames)[number][];
  readonly timeZone: string;
  readonly template: string;
  /** age1… public keys of the compliance office. */
  readonly recipients: readonly string[];
  readonly evidence: 'sealed' | 'none';
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Null where WeCom is not among the platforms. */
  readonly wecom: WecomConfig | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** ZHOUZHI_KEY, or null where the key file of the data folder is used. */
  readonly key: Buffer | null;
  /** Null where no e-mail is sent. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  readonly warnings: readonly string[];
}

/** Reads the environment once; throws ConfigError naming every variable with what was expected and what came. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, root: string = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues
        .map((issue) => `${String(issue.path[0])}: ${issue.message}, got ${shown(given, String(issue.path[0]))}`)
        .join('\n'),
    );
  }
  const e = parsed.data;
  const problems: string[] = [];
  const platforms = choosePlatforms(e.ZHOUZHI_PLATFORMS, given, problems);
  const recipients = (e.ZHOUZHI_RECIPIENTS ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  for (const key of recipients)
    if (!/^age1[0-9a-z]{58,}$/.test(key))
      problems.push(
        `ZHOUZHI_RECIPIENTS: expected age1… public keys, comma separated, got ${JSON.stringify(key.slice(0, 12))}`,
      );
  if (platforms.some((name) => name !== 'sandbox') && recipients.length === 0 && e.ZHOUZHI_EVIDENCE === 'sealed') {
    problems.push(
      'ZHOUZHI_RECIPIENTS: expected at least one age1… public key for a real platform, or ZHOUZHI_EVIDENCE=none; got nothing',
    );
  }
  if (Boolean(e.ZHOUZHI_TLS_CERT) !== Boolean(e.ZHOUZHI_TLS_KEY))
    problems.push('ZHOUZHI_TLS_CERT and ZHOUZHI_TLS_KEY: expected both or neither, got one');
  if (e.DATABASE_URL)
    problems.push(
      'DATABASE_URL: PostgreSQL is not part of this release; expected it unset (embedded SQLite in ZHOUZHI_DATA)',
    );
  const dataDir = resolve(root, e.ZHOUZHI_DATA);
  const wecom = platforms.includes('wecom') ? readWecom(given, { root, dataDir }, problems) : null;
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));

  const tls = e.ZHOUZHI_TLS_CERT && e.ZHOUZHI_TLS_KEY ? { cert: e.ZHOUZHI_TLS_CERT, key: e.ZHOUZHI_TLS_KEY } : null;
  return Object.freeze({
    host: e.ZHOUZHI_HOST,
    port: e.ZHOUZHI_PORT,
    url: (e.ZHOUZHI_URL ?? `${tls ? 'https' : 'http'}://${urlHost(e.ZHOUZHI_HOST)}:${e.ZHOUZHI_PORT}`).replace(
      /\/+$/,
      '',
    ),
    dataDir,
    platforms,
    timeZone: e.ZHOUZHI_TZ,
    template: e.ZHOUZHI_TEMPLATE,
    recipients,
    evidence: e.ZHOUZHI_EVIDENCE,
    tls,
    wecom,
    logLevel: e.ZHOUZHI_LOG,
    key: keyOf(e.ZHOUZHI_KEY),
    mail: e.SMTP_URL ? mailOf(e.SMTP_URL) : null,
    warnings: warningsOf(e.ZHOUZHI_HOST, platforms, tls !== null),
  });
}

const Place = Environment.pick({ ZHOUZHI_DATA: true, ZHOUZHI_KEY: true });

/** Where an installation keeps its data, whether or not the rest of the environment would let it start. */
export function readDataPlace(
  env: NodeJS.ProcessEnv = process.env,
  root: string = process.cwd(),
): Pick<Config, 'dataDir' | 'key'> {
  const parsed = Place.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  return { dataDir: resolve(root, parsed.data.ZHOUZHI_DATA), key: keyOf(parsed.data.ZHOUZHI_KEY) };
}

function keyOf(given: string | undefined): Buffer | null {
  return given ? Buffer.from(given, given.length === 64 ? 'hex' : 'base64') : null;
}

/** The sender is `?from=`, else the account where it is an address, else one of the server's host. */
function mailOf(given: string): NonNullable<Config['mail']> {
  const url = new URL(given);
  const account = decodeURIComponent(url.username);
  const from = url.searchParams.get('from') ?? (account.includes('@') ? account : `zhouzhi@${url.hostname}`);
  url.searchParams.delete('from');
  return { url: url.href, from };
}

/** All addresses of the machine are reached by its own. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function shown(given: Readonly<Record<string, string | undefined>>, name: string): string {
  return /KEY|SECRET|TOKEN|SMTP_URL/.test(name)
    ? `${given[name]?.length ?? 0} characters`
    : JSON.stringify(given[name]);
}

function choosePlatforms(
  asked: string | undefined,
  given: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Config['platforms'] {
  const configured = (['wecom', 'feishu'] as const).filter((name) =>
    platformVariables[name].some((variable) => given[variable]),
  );
  const names = asked ? asked.split(',').map((name) => name.trim()) : configured.length > 0 ? configured : ['sandbox'];
  const platforms = names.flatMap((name) => platformNames.filter((known) => known === name));
  for (const name of names)
    if (!platformNames.some((known) => known === name))
      problems.push(`ZHOUZHI_PLATFORMS: expected some of ${platformNames.join(', ')}; got ${JSON.stringify(name)}`);
  if (platforms.includes('sandbox') && (platforms.length > 1 || configured.length > 0)) {
    problems.push(
      'ZHOUZHI_PLATFORMS: the sandbox is refused beside a real platform; expected sandbox alone and no WECOM_/FEISHU_ variables',
    );
  }
  if (platforms.includes('feishu'))
    problems.push('ZHOUZHI_PLATFORMS: the feishu gateway is not part of this release; expected sandbox or wecom');
  return platforms;
}

function warningsOf(host: string, platforms: Config['platforms'], hasTls: boolean): readonly string[] {
  const isLocal = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (isLocal) return [];
  return [
    ...(platforms.includes('sandbox')
      ? [
          `沙盒监听在 ${host}：同网段的任何人都能以任何成员身份发言，仅供演示。 The sandbox listens on ${host} without sign-in.`,
        ]
      : []),
    ...(hasTls ? [] : [`${host} 上没有启用 TLS：请设置 ZHOUZHI_TLS_CERT/KEY 或在前面加反向代理。 No TLS on ${host}.`]),
  ];
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('zh-CN', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
