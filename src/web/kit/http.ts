import type { ErrorWire } from '#model/console-wire.ts';
import { readWire } from '#web/kit/json.ts';

/** The server said no, in Chinese; `status` lets a page tell "sign in again" from the rest. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  /** What is wrong with which field: 字段 -> 说明. */
  readonly fields: Readonly<Record<string, string>>;
  readonly code: string;
  constructor(status: number, says: string, more: Partial<Pick<Refused, 'fields' | 'code'>> = {}) {
    super(says);
    this.status = status;
    this.fields = more.fields ?? {};
    this.code = more.code ?? '';
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly csrf?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The answer of our own server, whose shape the wire types state. */
export async function call<Answer>(
  path: string,
  { method, body, csrf, headers: more, signal }: Call = {},
): Promise<Answer> {
  const isForm = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = { accept: 'application/json', ...more };
  if (body instanceof Blob) headers['content-type'] = 'application/octet-stream';
  else if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  if (csrf) headers['x-csrf-token'] = csrf;
  const response = await fetch(path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : new Refused(0, '连不上服务器，请检查网络后再试。');
  });
  if (!response.ok) throw await refusalOf(response);
  return readWire<Answer>(response.status === 204 ? 'null' : await response.text());
}

/** Every refusal of our server is `{ error: { code, says, fields? } }`; a proxy between us may answer anything. */
export async function refusalOf(response: Response): Promise<Refused> {
  const usual = usualWords[response.status] ?? `服务器没有办成这件事（${response.status}），请稍后再试。`;
  const isOurs = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const answer = isOurs ? readWire<Partial<ErrorWire>>(await response.text()) : {};
  const { code = '', says = usual, fields = {} } = answer.error ?? {};
  return new Refused(response.status, says, { code, fields });
}

const usualWords: Readonly<Record<number, string>> = {
  401: '请先登录。',
  403: '没有权限，或页面已过期，请刷新后再试。',
  404: '没有找到，可能已经被处理或清除。',
  409: '别人刚刚改动过，请刷新后再试。',
  413: '内容太大，发不出去。',
  429: '操作太频繁，请稍等一会儿。',
};
