import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Refusal } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import { createBackoff } from '#gateway/wecom/api/backoff.ts';
import { jsonOf, type Exchange, type Exchanged, type Exchanger } from '#gateway/wecom/api/exchange.ts';
import { WecomFault } from '#gateway/wecom/api/fault.ts';
import { meaningOf, type Meaning } from '#gateway/wecom/api/meaning.ts';
import { createTokens, type SecretName, type Token, type TokenShelf } from '#gateway/wecom/api/tokens.ts';

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refusal; readonly code: number };

export interface Call extends Exchange {
  /** Whose token goes with it; null where the address itself is the secret. */
  readonly as: SecretName | null;
  /** What is counted together when the platform says "too often"; the path where absent. */
  readonly quota?: string;
  /** A refusal is an answer like others: nobody has to mend anything. */
  readonly isQuiet?: boolean;
}

export interface Api {
  call<T>(schema: z.ZodType<T>, call: Call, signal: AbortSignal): Promise<Answer<T>>;
  /** A file; the platform answers an error as JSON in its place. */
  bytes(call: Call, signal: AbortSignal): Promise<Answer<Exchanged>>;
}

export interface ApiParts {
  readonly exchange: Exchanger;
  readonly corpId: string;
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
  readonly shelf: TokenShelf;
  readonly clock: () => Moment;
  /** A Chinese sentence a person should see although nothing waits for him. */
  readonly onAlarm: (says: string) => void;
}

const Status = z.object({ errcode: z.number().default(0), errmsg: z.string().default('') });
const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Busy answers are asked again after these milliseconds, then it is the loop's turn. */
const pauses = [200, 800];
/** What a person must mend is tried again this often. */
const operatorPause = 5 * 60_000;

/** The one client of the platform's HTTP interface: tokens, error codes and back-off are its business and nobody else's. */
export function createApi(parts: ApiParts): Api {
  const { exchange, clock } = parts;
  const backoff = createBackoff(clock);
  const tokens = createTokens({
    shelf: parts.shelf,
    clock,
    fetch: (name) => fetchToken(name),
  });

  const attempt = async (call: Call, signal: AbortSignal): Promise<Answer<Exchanged>> => {
    const quota = call.quota ?? call.path;
    const until = backoff.until(quota);
    if (until !== null) throw new Transient(`${call.path}: called too often`, { retryAt: until });
    let token = call.as === null ? null : await tokens.get(call.as);
    let isRenewed = false;
    for (let turn = 0; ;) {
      const query = { ...call.query, ...(token !== null && { access_token: token }) };
      const exchanged = await exchange({ ...call, query }, signal);
      const { errcode: code, errmsg } = statusOf(call.path, exchanged);
      const meaning: Meaning | null = code === 0 ? null : meaningOf(code);
      if (meaning === null) {
        backoff.clear(quota);
        return { ok: true, value: exchanged };
      }
      if (meaning.kind === 'refused') {
        if (meaning.says !== undefined && call.isQuiet !== true) parts.onAlarm(meaning.says);
        return { ok: false, refused: meaning.refused, code };
      }
      if (meaning.kind === 'token' && call.as !== null && token !== null && !isRenewed) {
        isRenewed = true;
        token = await tokens.renew(call.as, token);
        continue;
      }
      const pause = meaning.kind === 'again' ? pauses[turn] : undefined;
      if (pause === undefined) throw failureOf(call.path, { code, errmsg, meaning }, () => backoff.hit(quota), clock());
      turn += 1;
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  };

  /** Not through `attempt`: a token that is refused here was never one. */
  const fetchToken = async (name: SecretName): Promise<Token> => {
    const secret = parts.secrets[name];
    if (secret === undefined) throw new Error(`token: expected a secret named ${name}, got none`);
    const path = '/cgi-bin/gettoken';
    const answer = await attempt(
      { as: null, method: 'GET', path, query: { corpid: parts.corpId, corpsecret: secret }, quota: `${path}/${name}` },
      AbortSignal.timeout(20_000),
    );
    if (!answer.ok) throw new WecomFault(path, `errcode ${answer.code}`);
    const { access_token, expires_in } = shaped(TokenAnswer, path, answer.value);
    return { value: access_token, expiresAt: clock() + expires_in * 1000 };
  };

  return {
    async call(schema, call, signal) {
      const answer = await attempt(call, signal);
      return answer.ok ? { ok: true, value: shaped(schema, call.path, answer.value) } : answer;
    },
    bytes: attempt,
  };
}

/** A file has no status, it is one of success; it comes with a disposition and a type of its own. */
function statusOf(path: string, exchanged: Exchanged): z.infer<typeof Status> {
  if (exchanged.disposition !== '' && !exchanged.type.includes('json')) return { errcode: 0, errmsg: '' };
  const parsed = Status.safeParse(jsonOf(path, exchanged));
  if (!parsed.success) throw new WecomFault(path, 'without errcode');
  return parsed.data;
}

function shaped<T>(schema: z.ZodType<T>, path: string, exchanged: Exchanged): T {
  const parsed = schema.safeParse(jsonOf(path, exchanged));
  if (parsed.success) return parsed.data;
  throw new WecomFault(path, `field ${parsed.error.issues[0]?.path.join('.') ?? ''} not as described`);
}

interface Failed {
  readonly code: number;
  readonly errmsg: string;
  readonly meaning: Exclude<Meaning, { kind: 'refused' }>;
}

function failureOf(path: string, { code, errmsg, meaning }: Failed, hit: () => Moment, now: Moment): Error {
  const what = `${path}: errcode ${code}`;
  switch (meaning.kind) {
    case 'rate':
      return new Transient(what, { retryAt: hit() });
    case 'later':
      return new Transient(what, { retryAt: now + meaning.seconds * 1000 });
    case 'again':
      return new Transient(what);
    case 'token':
      return new Transient(what, { retryAt: now + operatorPause, operator: tokenSays });
    case 'operator':
      return new Transient(what, { retryAt: now + operatorPause, operator: `${meaning.says}${addressIn(errmsg)}` });
    case 'bug':
      return new WecomFault(path, `errcode ${code}`);
  }
}

const tokenSays =
  '企业微信不认可本应用的凭证：请在管理后台“应用管理 → 自建应用”核对 Secret（WECOM_SECRET、WECOM_ARCHIVE_SECRET）是否被重置。';

/** The platform names the address it saw; that is what has to be added. */
function addressIn(errmsg: string): string {
  const [, address] = /from ip: ?([\d.]{7,15}|[\dA-Fa-f:]{3,39})/.exec(errmsg) ?? [];
  return address === undefined ? '' : `（企业微信看到的地址：${address}）`;
}
