import express from 'express';
import type { SandboxLine } from '#model/sandbox-wire.ts';
import { no, yes, type Answer } from '#gateway/sandbox/answer.ts';
import { bodyError, parseBody, parseValue, reply, sameOrigin } from '#gateway/sandbox/door.ts';
import { streamEvents } from '#gateway/sandbox/event-stream.ts';
import type { StoredFile } from '#gateway/sandbox/files.ts';
import { limits } from '#gateway/sandbox/limits.ts';
import { forPage } from '#gateway/sandbox/lines.ts';
import type { SandboxPlatform } from '#gateway/sandbox/platform.ts';
import * as schemas from '#gateway/sandbox/schemas.ts';
import { readForm } from '#gateway/sandbox/uploads.ts';

/** The sandbox page's API (model/sandbox-wire.ts), for mounting at `/sandbox/api`. No sign-in: a demo for one machine. */
export function sandboxRoutes(platform: SandboxPlatform, demo: Demo | null = null): express.Router {
  const router = express.Router();
  router.use(sameOrigin, (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.use(express.raw({ type: 'application/json', limit: limits.request, inflate: false }));
  mountReading(router, platform);
  mountTalking(router, platform);
  mountGroups(router, platform);
  mountStage(router, platform);
  if (demo) router.get('/demo-identity', (_request, response) => reply(response, yes(demo)));
  router.use(bodyError);
  return router;
}

/** The identity the sandbox's evidence is sealed to: handed to every visitor, since nothing real is in it. */
export interface Demo {
  /** AGE-SECRET-KEY-1… */
  readonly identity: string;
}

function mountReading(router: express.Router, { chat, live }: SandboxPlatform): void {
  router.get('/state', (_request, response) => reply(response, yes(chat.state())));
  router.get('/lines', (request, response) => {
    const query = parseValue(request.query, schemas.LinesQuery);
    if (!query.ok) return reply(response, query);
    const { group, member = '', before = null, limit } = query.value;
    const place = group === undefined ? ({ kind: 'direct', member } as const) : ({ kind: 'group', group } as const);
    reply(response, yes(chat.lines({ place, before, limit })));
  });
  router.get('/files/:id', (request, response) => {
    const file = chat.file(request.params.id);
    if (file) sendFile(response, file);
    else reply(response, no('gone', '没有这个文件，或者它已随消息撤回。'));
  });
  router.get('/events', (request, response) => {
    const query = parseValue(request.query, schemas.EventsQuery);
    const last = Number(request.headers['last-event-id'] ?? (query.ok ? query.value.after : undefined));
    streamEvents(live, response, Number.isSafeInteger(last) && last >= 0 ? last : live.seq());
  });
}

function mountTalking(router: express.Router, { chat }: SandboxPlatform): void {
  const line = (response: express.Response, answer: Answer<SandboxLine>, status: number): void =>
    reply(response, answer.ok ? yes(forPage(answer.value)) : answer, status);
  router.post('/posts', async (request, response) => {
    if (!request.is('multipart/form-data')) {
      const posting = parseBody(request, schemas.Posting);
      return line(response, posting.ok ? chat.post(withoutUndefined(posting.value)) : posting, 201);
    }
    const form = await readForm(request);
    if (!form.ok) return line(response, form, 201);
    const fields = parseValue(form.value.fields, schemas.PostingForm);
    const posted = fields.ok ? chat.post({ ...withoutUndefined(fields.value), files: form.value.files }) : fields;
    line(response, posted, 201);
  });
  router.post('/recall', (request, response) => {
    const recall = parseBody(request, schemas.Recall);
    line(response, recall.ok ? chat.recall(recall.value.as, recall.value.post) : recall, 200);
  });
  router.post('/press', (request, response) => {
    const press = parseBody(request, schemas.Press);
    line(response, press.ok ? chat.press(press.value) : press, 200);
  });
  router.post('/ask', (request, response) => {
    const ask = parseBody(request, schemas.Ask);
    line(response, ask.ok ? chat.ask(ask.value.as, ask.value.text) : ask, 201);
  });
}

function mountGroups(router: express.Router, { rooms }: SandboxPlatform): void {
  router.post('/settings', (request, response) => {
    const body = parseBody(request, schemas.Settings);
    reply(response, body.ok ? rooms.settings(withoutUndefined(body.value)) : body);
  });
  router.post('/rename', (request, response) => {
    const body = parseBody(request, schemas.Rename);
    reply(response, body.ok ? rooms.rename(body.value.group, body.value.name) : body);
  });
  router.post('/owner', (request, response) => {
    const body = parseBody(request, schemas.Owner);
    reply(response, body.ok ? rooms.setOwner(body.value.group, body.value.owner) : body);
  });
  router.post('/members', (request, response) => {
    const body = parseBody(request, schemas.Member);
    reply(response, body.ok ? rooms.setMember(body.value.group, body.value.member, body.value.role) : body);
  });
  router.post('/bot', (request, response) => {
    const body = parseBody(request, schemas.Bot);
    reply(response, body.ok ? rooms.setBot(body.value.group, body.value.present) : body);
  });
  router.post('/quiz', (request, response) => {
    const body = parseBody(request, schemas.Group);
    reply(response, body.ok ? rooms.quizNow(body.value.group) : body, 202);
  });
  router.post('/dissolve', (request, response) => {
    const body = parseBody(request, schemas.Group);
    reply(response, body.ok ? rooms.dissolve(body.value.group) : body);
  });
}

function mountStage(router: express.Router, platform: SandboxPlatform): void {
  const { chat, scripts } = platform;
  router.get('/scripts', (_request, response) => reply(response, yes(scripts.list())));
  router.post('/scripts/stop', async (_request, response) => {
    await scripts.stop();
    reply(response, yes({}));
  });
  router.post('/scripts/:id/run', (request, response) => {
    const body = parseBody(request, schemas.Run);
    reply(response, body.ok ? scripts.start(request.params.id, body.value.speed) : body, 202);
  });
  router.post('/reset', async (_request, response) => {
    await platform.reset();
    reply(response, yes(chat.state()));
  });
}

const pictureTypes: readonly { readonly type: string; readonly starts: readonly number[] }[] = [
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', starts: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', starts: [0x52, 0x49, 0x46, 0x46] },
  { type: 'image/bmp', starts: [0x42, 0x4d] },
];

/** Only what is a picture by its first bytes is shown in the browser; everything else is a download. */
function sendFile(response: express.Response, { name, bytes }: StoredFile): void {
  const picture = pictureTypes.find(({ starts }) => starts.every((byte, index) => bytes[index] === byte));
  response.set('x-content-type-options', 'nosniff').set('content-security-policy', "default-src 'none'; sandbox");
  if (picture) response.type(picture.type);
  else response.attachment(name).type('application/octet-stream');
  response.send(Buffer.from(bytes));
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Optional fields of a schema, as `exactOptionalPropertyTypes` wants them: absent, not undefined. */
function withoutUndefined<T extends object>(value: T): Given<T>;
function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
