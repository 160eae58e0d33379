import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { SandboxCard, SandboxLine, SandboxLines, SandboxPost, SandboxPosting } from '#model/sandbox-wire.ts';
import { booksOf, type Books } from './books.ts';
import { freePort } from './free-port.ts';
import { endingOf, spawnZhouzhi, type Ending } from './zhouzhi.ts';

export type PostLine = SandboxLine & SandboxPost;
export type CardLine = SandboxLine & SandboxCard;

export interface RunningHouse {
  readonly url: string;
  readonly root: string;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Any address of the sandbox's API: the status and the JSON that came. */
  api<Answer = unknown>(
    path: string,
    body?: object | string | Buffer,
  ): Promise<{ readonly status: number; readonly body: Answer }>;
  post(posting: SandboxPosting): Promise<PostLine>;
  recall(as: string, post: string): Promise<void>;
  press(as: string, card: CardLine, action: string): Promise<void>;
  /** What stands in a group's chat. */
  group(id: string): Promise<readonly SandboxLine[]>;
  found(post: PostLine): Promise<PostLine>;
  /** The bot's cards in a member's direct chat, about the case of a post where one is given. */
  cards(member: string, post?: PostLine): Promise<readonly CardLine[]>;
  readonly books: Books;
  /** stdout and stderr so far. */
  said(): string;
  stop(): Promise<Ending>;
  /** Removes what the test leaves; stops it where it still runs. */
  remove(): Promise<void>;
}

/** Starts the real program on a free port and an empty data folder; returns when its three groups may be checked. */
export async function startRunningHouse(more: Readonly<Record<string, string>> = {}): Promise<RunningHouse> {
  const root = inject('installed');
  const dataDir = mkdtempSync(join(tmpdir(), 'zhouzhi-data-'));
  const port = await freePort();
  const env = { ZHOUZHI_DATA: dataDir, ZHOUZHI_PORT: String(port), ZHOUZHI_LOG: 'error', ...more };
  const child = spawnZhouzhi(['start'], { env, root });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => said.push(part.toString('utf8')));
  let ended: Ending | null = null;
  const ending = endingOf(child).then((end) => (ended = end));
  const url = `http://127.0.0.1:${port}`;
  const books = booksOf(env.ZHOUZHI_DATA);
  const stop = async (): Promise<Ending> => {
    if (ended === null) child.kill('SIGTERM');
    const overdue = setTimeout(() => child.kill('SIGKILL'), 60_000);
    return ending.finally(() => clearTimeout(overdue));
  };
  const remove = async (): Promise<void> => {
    await stop();
    books.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await until('the house is ready', async () => {
      if (ended !== null) throw new Error(`the house ended while starting:\n${said.join('').slice(-2000)}`);
      return (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;
    });
    await until(
      'the owners have chosen',
      async () => books.events().filter((event) => event === 'template-chosen').length >= 3,
    );
    await until('nothing is due', async () => books.isIdle());
  } catch (error) {
    await remove();
    throw error;
  }
  return { url, root, dataDir, env, books, said: () => said.join(''), stop, remove, ...talking(url, books) };
}

function talking(
  url: string,
  books: Books,
): Pick<RunningHouse, 'api' | 'post' | 'recall' | 'press' | 'group' | 'found' | 'cards'> {
  const api: RunningHouse['api'] = async (path, body) => {
    const raw = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
    const request =
      raw === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: raw };
    const response = await fetch(`${url}/sandbox/api/${path}`, request);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  const demand = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await api<Answer>(path, body);
    if (answer.status >= 300)
      throw new Error(`${path}: expected success, got ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const linesOf = async (query: string): Promise<readonly SandboxLine[]> =>
    (await demand<SandboxLines>(`lines?${query}&limit=200`)).lines;
  return {
    api,
    post: (posting) => demand('posts', posting),
    async recall(as, post) {
      await demand('recall', { as, post });
    },
    async press(as, card, action) {
      await demand('press', { as, card: card.id, action });
    },
    group: (id) => linesOf(`group=${id}`),
    async found(post) {
      const line =
        post.place.kind === 'group'
          ? (await linesOf(`group=${post.place.group}`)).find(({ id }) => id === post.id)
          : null;
      if (line?.kind !== 'post') throw new Error(`expected post ${post.id} in its group, found none`);
      return line;
    },
    async cards(member, post) {
      const about = post === undefined ? null : books.caseOf(post.id)?.id;
      const lines = await linesOf(`member=${member}`);
      return lines.flatMap((line) => (line.kind === 'card' && (about === null || line.ref === about) ? [line] : []));
    },
  };
}

/** Asks again until it is so; times in milliseconds. */
export async function until(what: string, isSo: () => Promise<boolean>, patience = 60_000, every = 20): Promise<void> {
  const endsAt = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > endsAt) throw new Error(`expected within ${patience} ms: ${what}`);
    await sleep(every);
  }
}

/** The 95th of a hundred. */
export function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
