import * as z from 'zod';
import { rhythms, type Digest, type DigestSection, type DigestSettings } from '#model/digest.ts';
import type { DigestListWire, DigestPageWire, DigestWire, MyDigestsWire } from '#model/digest-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { file, ok, refused, type Reply } from '#console/reply.ts';
import { deskRoute, nothing, openRoute, type Route, type Seat } from '#console/route.ts';
import { LinkParams, withClaim } from '#console/routes/notice.ts';
import { contactOf } from '#console/views/contact.ts';
import { namesOf } from '#console/views/who.ts';

const readers = ['admin', 'reviewer', 'auditor'] as const;
const Params = z.object({ id: z.string().regex(/^unit\.[a-z]+\.\d{1,15}$/) });
const Rhythms = z.array(z.enum(rhythms)).max(rhythms.length);
const Settings: z.ZodType<DigestSettings> = z.object({
  office: Rhythms,
  owners: Rhythms,
  hour: z
    .number({ error: '请填写钟点' })
    .min(0, { error: '钟点在 0 到 23.5 之间' })
    .max(23.5, { error: '钟点在 0 到 23.5 之间' }),
  mailTo: z.array(z.email({ error: '不是邮箱地址' }).max(200)).max(20, { error: '最多 20 个地址' }),
  sendsEmpty: z.boolean(),
});
type DigestParts = Pick<ConsoleParts, 'store' | 'digests' | 'press' | 'now' | 'linkKey' | 'unitDefaults'>;
const mostListed = 120;

/** 合规简报: the unit's for those who may see cases, an owner's by his signed link. What is taken away is marked and stands in the ledger. */
export function digestRoutes(parts: DigestParts): readonly Route[] {
  const { store, digests } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/digests',
      roles: readers,
      summary: '单位的合规简报，新的在前',
      reads: nothing,
      handle: async () => ok(await listed(parts)),
    }),
    deskRoute({
      method: 'get',
      path: '/digests/settings',
      roles: readers,
      summary: '简报发给谁、何时发',
      reads: nothing,
      handle: async () => ok((await store.digests.settings()) ?? digests.usual),
    }),
    deskRoute({
      method: 'post',
      path: '/digests/settings',
      roles: ['admin'],
      summary: '修改简报发给谁、何时发',
      reads: z.object({ body: Settings }),
      handle: async ({ body }, { account }) => {
        const actor = { kind: 'account', account: account.id } as const;
        await store.digests.saveSettings(body, {
          at: parts.now(),
          event: 'setting-changed',
          actor,
          detail: { setting: 'digests', addresses: body.mailTo.length },
        });
        return ok(body);
      },
    }),
    deskRoute({
      method: 'get',
      path: '/digests/:id',
      roles: readers,
      summary: '一份合规简报；待办只给能办案件的人看',
      reads: z.object({ params: Params }),
      handle: async ({ params: { id } }, seat) => show(parts, id, seat),
    }),
    deskRoute({
      method: 'post',
      path: '/digests/:id/export',
      roles: readers,
      summary: '导出简报（PDF 或 xlsx）：带水印，记入台账',
      reads: z.object({ params: Params, body: z.object({ format: z.enum(['pdf', 'xlsx']) }) }),
      handle: async ({ params: { id }, body }, seat) => exported(parts, id, body.format, seat),
    }),
    openRoute({
      method: 'get',
      path: '/my-digests/:token',
      who: 'link',
      summary: '群主的简报（凭私密链接）',
      reads: z.object({ params: LinkParams }),
      handle: ({ params }) =>
        withClaim(parts, 'digest', params.token, async ({ person }) => ok(await ofOwner(parts, person))),
    }),
  ];
}

async function listed({ store }: DigestParts): Promise<DigestListWire> {
  const all = await store.digests.list(null, mostListed);
  return { digests: all.map(({ id, title, period, madeAt }) => ({ id, title, rhythm: period.rhythm, madeAt })) };
}

async function show(parts: DigestParts, id: string, { account }: Seat): Promise<Reply> {
  const digest = await parts.store.digests.find(id);
  if (!digest) return unknownDigest();
  const mayWork = account.role === 'admin' || account.role === 'reviewer';
  const work = mayWork ? await parts.store.digests.work(parts.now()) : null;
  return ok({ digest: await wireOf(parts, digest), work } satisfies DigestPageWire);
}

async function wireOf(parts: DigestParts, { id, title, period, madeAt, sections }: Digest): Promise<DigestWire> {
  return {
    id,
    title,
    rhythm: period.rhythm,
    madeAt,
    sections: await Promise.all(
      sections.map(async (section) => ({ ...section, chart: await drawn(parts, section.chart) })),
    ),
  };
}

async function drawn({ press, digests }: DigestParts, chart: DigestSection['chart']) {
  return chart && digests.isDrawn(chart) ? { title: chart.title, svg: await press.draw(chart) } : null;
}

async function exported(parts: DigestParts, id: string, format: 'pdf' | 'xlsx', seat: Seat): Promise<Reply> {
  const { store, press, digests, now, unitDefaults } = parts;
  const digest = await store.digests.find(id);
  if (!digest) return unknownDigest();
  const actor = { kind: 'account', account: seat.account.id } as const;
  const at = now();
  // In the ledger before it leaves: a copy without a row must not exist.
  await store.record({ ledger: [{ at, event: 'digest-exported', actor, detail: { digest: id, format } }] });
  const { name: unit } = (await store.unit()) ?? unitDefaults;
  const copy = { unit, watermark: digests.watermark(await namesOf(store).actor(actor), at) };
  const bytes = await (format === 'pdf'
    ? press.print(digests.paper(digest, copy))
    : press.bind(digests.workbook(digest, copy)));
  return file(format, digest.title, bytes);
}

async function ofOwner(parts: DigestParts, person: string): Promise<MyDigestsWire> {
  const { store, unitDefaults } = parts;
  const own = await store.digests.list(person, 12);
  return {
    office: contactOf((await store.unit()) ?? unitDefaults),
    digests: await Promise.all(own.map((digest) => wireOf(parts, digest))),
  };
}

function unknownDigest(): Reply {
  return refused(404, 'unknown', '没有这份简报，或已过保存期。');
}
