import * as z from 'zod';
import type { CheckedWire, SheetsWire, SheetWire } from '#model/console-wire.ts';
import type { Rulebook } from '#model/rulebook.ts';
import { sheetStages } from '#model/unit-sheet.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { Reason } from '#console/schemas.ts';

const Kind = z.enum(['rule', 'template']);
const SheetId = z
  .string()
  .regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u, { error: '编号只能用字母、数字和连字符' })
  .max(60);
const params = z.object({ kind: Kind, id: SheetId });
/** Characters; the longest shipped pack has 20,000. */
const Text = z.string().max(40_000, { error: '最多 40,000 个字符' });

/** Rules and policies: what is shipped, what the unit laid over it. Written by the admin alone, read by who rules or audits. */
export function ruleRoutes({ rulebook }: Pick<ConsoleParts, 'rulebook'>): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/rules',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '规则与策略一览：来源、状态、近 14 天命中',
      reads: nothing,
      handle: async () => ok({ sheets: await rulebook.list() } satisfies SheetsWire),
    }),
    deskRoute({
      method: 'get',
      path: '/rules/:kind/:id',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '一条规则或一个模板：随产品提供的文本、本单位的各版',
      reads: z.object({ params }),
      handle: async ({ params: { kind, id } }) => showSheet(rulebook, kind, id),
    }),
    deskRoute({
      method: 'post',
      path: '/rules/:kind/:id/check',
      roles: ['admin'],
      summary: '检查一份文本：格式、例句、模式耗时、底线；不保存',
      reads: z.object({ params, body: z.object({ text: Text }) }),
      handle: async ({ params: { kind, id }, body: { text } }) =>
        ok({ problems: await rulebook.check(kind, id, text) } satisfies CheckedWire),
    }),
    deskRoute({
      method: 'post',
      path: '/rules/:kind/:id',
      roles: ['admin'],
      summary: '存为草稿、试运行、发布或停用；每一版都保留，记入台账',
      reads: z.object({
        params,
        body: z.object({ text: Text, stage: z.enum(sheetStages), why: Reason, after: z.int().min(0) }),
      }),
      async handle({ params: { kind, id }, body }, { clerk }) {
        const saved = await rulebook.save(kind, id, body, clerk.account);
        if (saved.ok) return showSheet(rulebook, kind, id);
        if (saved.refused === 'stale')
          return refused(409, 'stale', '别人刚刚改过这一份，请刷新后再改。您写的内容还在本页，请先复制。');
        if (saved.refused === 'unknown') return unknownSheet();
        const [first] = saved.problems;
        return refused(422, 'wrong', first ? `第 ${first.line} 行：${first.says}` : '内容不符合要求。');
      },
    }),
  ];
}

async function showSheet(rulebook: Rulebook, kind: 'rule' | 'template', id: string): Promise<JsonReply> {
  const page = await rulebook.page(kind, id);
  return page ? ok({ sheet: page } satisfies SheetWire) : unknownSheet();
}

function unknownSheet(): JsonReply {
  return refused(404, 'unknown', '没有这条规则或模板。');
}
