import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import express from 'express';
import * as z from 'zod';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sandboxRoutes } from '#gateway/sandbox/routes.ts';
import type {
  SandboxError,
  SandboxGroup,
  SandboxLine,
  SandboxLines,
  SandboxPost,
  SandboxState,
} from '#model/sandbox-wire.ts';
import { openSandbox } from './sandbox-stage.ts';

type Body = SandboxState & SandboxLines & SandboxPost & SandboxGroup & SandboxError & { readonly id: string };
const bodyOf = async (response: Response): Promise<Body> => z.custom<Body>().parse(await response.json());
const textOf = (line: SandboxLine | undefined): string => (line?.kind === 'post' ? line.text : '');

const portOf = (at: AddressInfo | string | null): number => (typeof at === 'object' ? (at?.port ?? 0) : 0);

const office = 'sandbox:group-office';
const clerk = 'sandbox:member-13';

async function openApi() {
  const { platform } = openSandbox();
  const server = createServer(express().use('/sandbox/api', sandboxRoutes(platform)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${portOf(server.address())}/sandbox/api`;
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await bodyOf(response) };
  };
  const raw = async (path: string, init: RequestInit) => {
    const response = await fetch(`${base}/${path}`, init);
    return { status: response.status, code: (await bodyOf(response)).error?.code, response };
  };
  return { platform, base, send, raw };
}

describe("the API of the sandbox's page", () => {
  test('a visitor posts, quotes, forwards, recalls, asks and changes the group', async () => {
    const { send } = await openApi();
    const posted = await send('posts', { as: clerk, group: office, text: '周四开会' });
    const steps = [
      posted,
      await send('posts', { as: 'sandbox:member-12', group: office, text: '收到', quote: posted.body.id }),
      await send('posts', { as: 'sandbox:member-16', group: 'sandbox:group-college', forward: [posted.body.id] }),
      await send('recall', { as: clerk, post: posted.body.id }),
      await send('ask', { as: clerk, text: '这个能发吗？' }),
      await send('settings', { group: office, retracts: false, recallWindow: null }),
      await send('rename', { group: office, name: '新群名' }),
      await send('owner', { group: office, owner: clerk }),
      await send('members', { group: office, member: 'sandbox:member-17', role: null }),
      await send('bot', { group: office, present: false }),
      await send('dissolve', { group: office }),
      await send('scripts/stop', {}),
      await send('reset', {}),
    ];
    expect(steps.map((step) => step.status)).toEqual([201, 201, 201, 200, 201, 200, 200, 200, 200, 200, 200, 200, 200]);
    expect(steps[10]?.body).toMatchObject({
      name: '新群名',
      owner: clerk,
      retracts: false,
      recallWindow: null,
      botPresent: false,
      isDissolved: true,
    });
  });

  test('state and lines are what a visitor starts with, page by page', async () => {
    const { base, send } = await openApi();
    for (const text of ['一', '二', '三']) await send('posts', { as: clerk, group: office, text });
    const read = async (path: string) => bodyOf(await fetch(`${base}/${path}`));
    const newest = await read(`lines?group=${office}&limit=2`);
    const older = await read(`lines?group=${office}&limit=2&before=${newest.lines[0]?.seq}`);
    expect([newest, older].map((page) => [page.lines.map(textOf), page.more])).toEqual([
      [['二', '三'], true],
      [['一'], false],
    ]);
    expect(Object.keys(await read('state')).toSorted()).toEqual([
      'bot',
      'groups',
      'limits',
      'now',
      'personas',
      'run',
      'scripts',
      'scriptsNote',
      'seq',
    ]);
  });

  test('a picture and a file come by form, with their Chinese names, and only a picture is shown inline', async () => {
    const { base } = await openApi();
    const form = new FormData();
    form.set('as', clerk);
    form.set('group', office);
    form.set('text', '看图');
    form.append('picture', new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1])]), '现场 照片.png');
    form.append('file', new Blob(['<script>1</script>']), '../../etc/名单.html');
    const posted = await bodyOf(await fetch(`${base}/posts`, { method: 'POST', body: form }));
    expect(posted.files.map((file) => [file.name, file.media, file.size])).toEqual([
      ['现场 照片.png', 'picture', 5],
      ['名单.html', 'file', 18],
    ]);
    const files = await Promise.all(posted.files.map((file) => fetch(`${base}/files/${file.id}`)));
    expect(
      files.map((file) => [
        file.headers.get('content-type'),
        file.headers.get('content-disposition')?.split(';')[0],
        file.headers.get('x-content-type-options'),
      ]),
    ).toEqual([
      ['image/png', undefined, 'nosniff'],
      ['application/octet-stream', 'attachment', 'nosniff'],
    ]);
  });

  const body = JSON.stringify({ as: clerk, group: office, text: '你好' });
  const json = { 'content-type': 'application/json' };
  const invalid = Buffer.concat([
    Buffer.from(`{"as":"${clerk}","group":"${office}","text":"`),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}'),
  ]);
  const multipart = (part: Uint8Array) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: Buffer.concat([
      Buffer.from('--b\r\ncontent-disposition: form-data; name="as"\r\n\r\n'),
      part,
      Buffer.from('\r\n--b--\r\n'),
    ]),
  });
  test.each([
    ['another site', 'posts', { headers: { ...json, origin: 'http://evil.example' }, body }, 403, 'foreign-origin'],
    [
      'another site, without its name',
      'posts',
      { headers: { ...json, 'sec-fetch-site': 'cross-site' }, body },
      403,
      'foreign-origin',
    ],
    ['invalid UTF-8', 'posts', { headers: json, body: invalid }, 400, 'invalid'],
    ['invalid UTF-8 in a form', 'posts', multipart(Buffer.from([0xff, 0xfe])), 400, 'invalid'],
    ['broken JSON', 'posts', { headers: json, body: '{' }, 400, 'invalid'],
    ['a wrong field', 'posts', { headers: json, body: JSON.stringify({ as: 3 }) }, 400, 'invalid'],
    [
      'an unknown field',
      'posts',
      { headers: json, body: JSON.stringify({ as: clerk, group: office, text: 'a', admin: true }) },
      400,
      'invalid',
    ],
    [
      'a form without parts',
      'posts',
      { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--b--' },
      400,
      'invalid',
    ],
    [
      'a form without a boundary',
      'posts',
      { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
      400,
      'invalid',
    ],
    ['plain text', 'posts', { headers: { 'content-type': 'text/plain' }, body }, 400, 'invalid'],
    ['more than 20 MB', 'posts', { headers: json, body: 'x'.repeat(20 * 1024 * 1024 + 1) }, 413, 'too-large'],
    ['a script that runs already', 'scripts/none/run', { headers: json, body: '{}' }, 404, 'unknown'],
  ])('%s is refused with a Chinese sentence', async (_what, path, init, status, code) => {
    const { raw, platform } = await openApi();
    const answer = await raw(path, { method: 'POST', ...init });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(platform.bot.pull(null).inbound).toEqual([]);
  });

  test('a file above 10 MB is refused, the next post is taken', async () => {
    const { raw, send } = await openApi();
    const form = new FormData();
    form.set('as', clerk);
    form.set('group', office);
    form.append('file', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), '大.bin');
    const big = await raw('posts', { method: 'POST', body: form });
    expect([big.status, big.code, (await send('posts', { as: clerk, group: office, text: '小' })).status]).toEqual([
      413,
      'too-large',
      201,
    ]);
  });

  test('a reader who comes back with Last-Event-ID misses nothing', async () => {
    const { base, send, platform } = await openApi();
    await send('posts', { as: clerk, group: office, text: '一' });
    const seen = platform.live.seq();
    await send('posts', { as: clerk, group: office, text: '二' });
    const stop = new AbortController();
    const response = await fetch(`${base}/events`, { headers: { 'last-event-id': String(seen) }, signal: stop.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"text":"三"')) {
      if (text.includes('"text":"二"') && !text.includes('sent three')) {
        text += 'sent three';
        await send('posts', { as: clerk, group: office, text: '三' });
      }
      text += (await reader?.read())?.value ?? '';
    }
    stop.abort();
    expect([
      response.headers.get('content-type'),
      text.includes('retry: 1000'),
      text.includes('"text":"一"'),
      /^id: (\d+)$/m.exec(text)?.[1],
    ]).toEqual(['text/event-stream; charset=utf-8', true, false, String(seen + 1)]);
  });
});
