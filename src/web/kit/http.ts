/** The server said no, in Chinese; `status` lets a page tell "sign in again" from the rest. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(status: number, says: string) {
    super(says);
    this.status = status;
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly csrf?: string | null;
  readonly signal?: AbortSignal;
}

/** The answer of our own server, whose shape the wire types state. */
export async function call<Answer>(path: string, { method, body, csrf, signal }: Call = {}): Promise<Answer> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
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
  if (!response.ok) throw new Refused(response.status, await wordsOf(response));
  const answer: Answer = response.status === 204 ? null : await response.json();
  return answer;
}

async function wordsOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  return saysOf(body) ?? usualWords[response.status] ?? `服务器没有办成这件事（${response.status}），请稍后再试。`;
}

/** Every refusal of our server carries `says`, the sandbox and the console inside `error`. */
function saysOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  if ('error' in body) return saysOf(body.error);
  return 'says' in body && typeof body.says === 'string' ? body.says : null;
}

const usualWords: Readonly<Record<number, string>> = {
  401: '请先登录。',
  403: '没有权限，或页面已过期，请刷新后再试。',
  404: '没有找到，可能已经被处理或清除。',
  409: '别人刚刚改动过，请刷新后再试。',
  413: '内容太大，发不出去。',
  429: '操作太频繁，请稍等一会儿。',
};
