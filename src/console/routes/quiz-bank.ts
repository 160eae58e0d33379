import * as z from 'zod';
import type { BankKind, BankSaved, BankText } from '#model/bank.ts';
import type { BankCheckedWire, BankDeedWire, BankListWire, BankOptionsWire, BankPageWire } from '#model/quiz-wire.ts';
import { itemKinds } from '#model/quiz.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { created, ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { line, Reason } from '#console/schemas.ts';

const readers = ['admin', 'reviewer', 'auditor'] as const;
const writers = ['admin', 'reviewer'] as const;

/** The form is only as long as it may be; what is wrong with it is said field by field (src/quiz). */
const words = line(0, 200);
const number = z.int().min(0).max(99);
const few = <Each extends z.ZodType>(each: Each) => z.array(each).max(20);
const ItemText = z.object({
  kind: z.literal('item'),
  form: z.object({
    case: words,
    kind: z.enum(itemKinds),
    teaches: words,
    difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    stem: words,
    choices: z.array(words).max(6),
    steps: few(number),
    key: few(number),
    rationale: line(0, 300),
    article: words,
  }),
});
const CaseText = z.object({
  kind: z.literal('case'),
  form: z.object({
    form: z.enum(['story', 'measures']),
    title: words,
    source: words,
    lines: z.array(words).length(3),
    happened: line(0, 2000, 'lines'),
    chain: few(z.object({ did: words, breaks: z.boolean(), stop: words })),
    behaviours: few(words),
    articles: few(words),
    instead: few(words),
    teaches: few(words),
  }),
});
const Text: z.ZodType<BankText> = z.discriminatedUnion('kind', [ItemText, CaseText]);
const Kind = z.enum(['item', 'case']);
const Work = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*(-\d{2,4})?$/)
  .max(80);
const params = z.object({ kind: Kind, work: Work });
const revision = z.int().min(0).max(100_000);
const Why = line(0, 120);
const Draft = z
  .object({ text: Text, stage: z.enum(['draft', 'waiting']), why: Why, revision })
  .refine(({ stage, why }) => stage === 'draft' || why.length >= 2, {
    error: '请写明为何这样写、改了什么',
    path: ['why'],
  });
const Decision = z
  .object({ decision: z.enum(['approve', 'send-back', 'take-back', 'drop']), revision, note: Why.default('') })
  .refine(({ decision, note }) => decision !== 'send-back' || note.length >= 2, {
    error: '请写明要改什么',
    path: ['note'],
  });

type Parts = Pick<ConsoleParts, 'bank'>;

/** Items and cases the office writes: who wrote a version does not approve it. */
export function quizBankRoutes(parts: Parts): readonly Route[] {
  return [...lookRoutes(parts), ...writeRoutes(parts), ...standingRoutes(parts)];
}

function lookRoutes({ bank }: Parts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/quiz/bank/options',
      roles: readers,
      summary: '写题、写案例时可选的：法条、类别、案例',
      reads: nothing,
      handle: async () => ok((await bank.options()) satisfies BankOptionsWire),
    }),
    deskRoute({
      method: 'get',
      path: '/quiz/bank/:kind',
      roles: readers,
      summary: '全部小题或案例：随产品提供的、本单位的，在用、停用和未完成的',
      reads: z.object({ params: z.object({ kind: Kind }) }),
      handle: async ({ params: { kind } }, { clerk }) =>
        ok({ lines: await bank.list(kind, clerk.account) } satisfies BankListWire),
    }),
    deskRoute({
      method: 'get',
      path: '/quiz/bank/:kind/:work',
      roles: readers,
      summary: '一道题或一个案例：现用的文本和各版',
      reads: z.object({ params }),
      handle: ({ params: { kind, work } }, { clerk }) => show({ bank }, kind, work, clerk.account),
    }),
  ];
}

function writeRoutes({ bank }: Parts): readonly Route[] {
  return [
    deskRoute({
      method: 'post',
      path: '/quiz/bank/check',
      roles: writers,
      summary: '检查一道题或一个案例，并给出成员看到的样子；不保存',
      reads: z.object({ body: z.object({ work: Work.nullable(), text: Text }) }),
      handle: async ({ body: { work, text } }) => ok((await bank.check(work, text)) satisfies BankCheckedWire),
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/bank/new',
      roles: writers,
      summary: '新写一道题或一个案例：存草稿或提交批准；记入台账',
      reads: z.object({ body: Draft }),
      async handle({ body }, { clerk }) {
        const saved = await bank.save(null, body, clerk.account);
        if (!saved.ok) return notSaved(saved);
        const page = await bank.page(body.text.kind, saved.work, clerk.account);
        return page ? created({ page } satisfies BankPageWire) : unknownText();
      },
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/bank/:kind/:work',
      roles: writers,
      summary: '改一道题或一个案例：存草稿或提交批准；随产品提供的不动，另成本单位的一版；记入台账',
      reads: z.object({ params, body: Draft }),
      async handle({ params: { kind, work }, body }, { clerk }) {
        if (body.text.kind !== kind) return unknownText();
        return answered({ bank }, kind, clerk.account, await bank.save(work, body, clerk.account));
      },
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/bank/:kind/:work/decide',
      roles: writers,
      summary: '批准、退回、收回修改或放弃草稿；写的人不批准；记入台账',
      reads: z.object({ params, body: Decision }),
      handle: async ({ params: { kind, work }, body }, { clerk }) =>
        answered({ bank }, kind, clerk.account, await bank.decide(kind, work, body, clerk.account)),
    }),
  ];
}

function standingRoutes({ bank }: Parts): readonly Route[] {
  return [
    deskRoute({
      method: 'post',
      path: '/quiz/bank/:kind/:work/retire',
      roles: writers,
      summary: '停用一道题或一个案例，以后不再出；记入台账',
      reads: z.object({ params, body: z.object({ why: Reason }) }),
      handle: async ({ params: { kind, work }, body: { why } }, { clerk }) =>
        answered({ bank }, kind, clerk.account, await bank.retire(kind, work, why, clerk.account)),
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/bank/:kind/:work/restore',
      roles: writers,
      summary: '恢复停用的题或案例；记入台账',
      reads: z.object({ params }),
      handle: async ({ params: { kind, work } }, { clerk }) =>
        answered({ bank }, kind, clerk.account, await bank.restore(kind, work, clerk.account)),
    }),
  ];
}

/** What is left of it; nothing where a draft of a new one was dropped. */
async function answered(parts: Parts, kind: BankKind, account: string, saved: BankSaved): Promise<JsonReply> {
  if (!saved.ok) return notSaved(saved);
  const page = await parts.bank.page(kind, saved.work, account);
  return ok({ page } satisfies BankDeedWire);
}

async function show(parts: Parts, kind: BankKind, work: string, account: string): Promise<JsonReply> {
  const page = await parts.bank.page(kind, work, account);
  return page ? ok({ page } satisfies BankPageWire) : unknownText();
}

type Refusal = Extract<BankSaved, { ok: false }>;

const refusals: Readonly<Record<Exclude<Refusal['refused'], 'wrong'>, readonly [status: number, says: string]>> = {
  unknown: [404, '没有这道题或这个案例。'],
  stale: [409, '别人刚刚改过，请刷新后再改。您写的内容还在本页，请先复制。'],
  own: [403, '写的人不能自己批准，请由另一位管理员或复核员批准。'],
  'in-use': [409, '还有题目出自这个案例，请先停用这些题。'],
  'not-in-this-state': [409, '状态已经变了，请刷新后再办。'],
};

/** Problems go to their fields. */
function notSaved({ refused: code, problems }: Refusal): JsonReply {
  if (code !== 'wrong') return refused(refusals[code][0], code, refusals[code][1]);
  const fields = Object.fromEntries(problems.map(({ field, says }) => [field, says]));
  return refused(422, code, `有 ${problems.length} 处要改，请看标出的地方。`, { fields });
}

function unknownText(): JsonReply {
  return refused(404, 'unknown', '没有这道题或这个案例。');
}
