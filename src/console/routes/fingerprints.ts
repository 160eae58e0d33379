import * as z from 'zod';
import { isCategory } from '#model/category.ts';
import type { NotRegistered } from '#model/fingerprint.ts';
import { fingerprintKinds, type RemoveFingerprintWire, type TestedWire } from '#model/fingerprint-wire.ts';
import type { LedgerEvent } from '#model/ledger.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { created, done, ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, type Route, type Seat } from '#console/route.ts';
import { Id, line } from '#console/schemas.ts';
import { fingerprintPage } from '#console/views/fingerprint-rows.ts';

const Query = z.object({
  kind: z.enum(fingerprintKinds).default('registered'),
  sought: line(0, 40).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const Bytes = z.instanceof(Uint8Array, { error: '请选择文件' }).refine((bytes) => bytes.length > 0, {
  error: '文件是空的',
});
const File = line(1, 200);
const Registering = z.object({
  name: line(1, 60),
  category: z.string().refine((text) => isCategory(text), { error: '请选择类别' }),
  until: z.coerce.number().int().min(0).optional(),
  file: File,
});
const Removing: z.ZodType<RemoveFingerprintWire> = z.object({ id: Id, kind: z.enum(fingerprintKinds) });
const Text = z.object({ text: line(1, 20_000, 'lines') });
const clerks = ['admin', 'reviewer'] as const;
/** A worker has 40 seconds for a file; some of them may wait for one. */
const patience = 90_000;

type Parts = Pick<ConsoleParts, 'store' | 'registrar' | 'now' | 'catalogue'>;

/** What is known again when it is posted: documents the office registered, posts and pictures that were taken back. */
export function fingerprintRoutes(parts: Parts): readonly Route[] {
  const { registrar } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/fingerprints',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '登记的文件、撤回过的内容和图片：名称、期限、命中',
      reads: z.object({ query: Query }),
      handle: async ({ query }, { clerk }) => ok(await fingerprintPage(parts, query, clerk)),
    }),
    deskRoute({
      method: 'post',
      path: '/fingerprints',
      roles: clerks,
      takes: 'bytes',
      summary: '登记一份内部文件：只留带密钥的片段摘要；带密级标志的不登记，也不保留',
      reads: z.object({ query: Registering, body: Bytes }),
      handle: ({ query, body }, seat) => register(parts, seat, query, body),
    }),
    deskRoute({
      method: 'post',
      path: '/fingerprints/remove',
      roles: ['admin'],
      summary: '删除一个指纹：以后不再认得；记入台账',
      reads: z.object({ body: Removing }),
      handle: ({ body }, seat) => remove(parts, seat, body),
    }),
    deskRoute({
      method: 'post',
      path: '/fingerprints/test',
      roles: clerks,
      summary: '试一段文字是否与已知指纹相同；不保存',
      reads: z.object({ body: Text }),
      handle: async ({ body }, seat) => tested(parts, seat, await registrar.test(body, AbortSignal.timeout(patience))),
    }),
    deskRoute({
      method: 'post',
      path: '/fingerprints/test-file',
      roles: clerks,
      takes: 'bytes',
      summary: '试一份文件是否与已知指纹相同；不保存',
      reads: z.object({ query: z.object({ file: File }), body: Bytes }),
      handle: async ({ query: { file }, body: bytes }, seat) =>
        tested(parts, seat, await registrar.test({ file, bytes }, AbortSignal.timeout(patience))),
    }),
  ];
}

async function register(
  parts: Parts,
  seat: Seat,
  { name, category, until, file }: z.output<typeof Registering>,
  bytes: Uint8Array,
): Promise<JsonReply> {
  const { registrar, now } = parts;
  if (!isCategory(category)) return wrong('category', '不能登记为这一类。', 'category');
  if (until !== undefined && until <= now()) return wrong('until', '期限须在今天以后。', 'until');
  const document = { file, bytes, name, category, endsAt: until ?? null };
  const made = await registrar.register(document, seat.account.id, AbortSignal.timeout(patience));
  if (made.ok) return created({ id: made.id, name, pieces: made.pieces });
  await note(parts, seat, 'fingerprint-refused', { why: made.refused });
  return notRegistered(made);
}

async function tested(
  parts: Parts,
  seat: Seat,
  answer: Awaited<ReturnType<ConsoleParts['registrar']['test']>>,
): Promise<JsonReply> {
  await note(parts, seat, 'fingerprint-tested', answer.ok ? { found: answer.found.length } : { why: answer.refused });
  if (!answer.ok) return notRegistered(answer);
  const { categories } = parts.catalogue;
  const found = await withoutOwn(parts, seat, answer.found);
  const wire: TestedWire = {
    ...answer,
    found: found.map((one) => ({ ...one, categoryTitle: categories.get(one.category)?.title ?? one.category })),
  };
  return ok(wire);
}

/** Nobody finds out by trying that there is a case of his own. */
async function withoutOwn<Found extends { readonly id: string; readonly source: string; readonly name: string }>(
  { store }: Parts,
  { clerk }: Seat,
  found: readonly Found[],
): Promise<readonly Found[]> {
  if (clerk.person === null) return found;
  const cases = await Promise.all(
    found.map(async ({ source, name }) => (source === 'registered' ? null : store.cases.find(name))),
  );
  return found.filter((_, at) => cases[at]?.sender !== clerk.person);
}

async function remove(parts: Parts, seat: Seat, { id, kind }: RemoveFingerprintWire): Promise<JsonReply> {
  const { store, now } = parts;
  const actor = { kind: 'account', account: seat.account.id } as const;
  const entry = { at: now(), event: 'fingerprint-removed', actor, detail: { fingerprint: id, source: kind } } as const;
  const isGone = await (kind === 'picture' ? store.pictures : store.fingerprints).remove(id, entry);
  return isGone ? done() : refused(404, 'unknown', '没有这个指纹，可能已经删除或到期。');
}

async function note(
  { store, now }: Parts,
  { account }: Seat,
  event: LedgerEvent,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await store.record({ ledger: [{ at: now(), event, actor: { kind: 'account', account: account.id }, detail }] });
}

function notRegistered({ refused: why, says }: NotRegistered): JsonReply {
  return refused(422, why, says);
}

function wrong(code: string, says: string, field: string): JsonReply {
  return refused(422, code, says, { fields: { [field]: says } });
}
