import * as z from 'zod';
import type { LessonsWire, LessonTakenWire } from '#model/console-wire.ts';
import type { LessonAnswer, LessonTaking } from '#model/lesson.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { Id } from '#console/schemas.ts';

const params = z.object({ case: Id });
const Taking: z.ZodType<LessonTaking> = z
  .object({ example: z.enum(['publish', 'draft', 'none']), sample: z.boolean() })
  .refine(({ example, sample }) => example !== 'none' || sample, { error: '请至少选一种用法' });

type LessonRouteParts = Pick<ConsoleParts, 'store' | 'lessons' | 'ownModel' | 'catalogue'>;

/** What reviewers have written anew from overturned cases: taken over into the rules and the samples by who writes the rules. */
export function lessonRoutes(parts: LessonRouteParts): readonly Route[] {
  const { lessons, ownModel } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/lessons',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '撤销处置后改写的例句，和本单位分类器的情况',
      reads: nothing,
      handle: async () => ok(await lessonsWire(parts)),
    }),
    deskRoute({
      method: 'post',
      path: '/lessons/:case/take',
      roles: ['admin'],
      summary: '采纳改写的例句：作为规则的正例、分类器的样本，或两者；记入台账',
      reads: z.object({ params, body: Taking }),
      handle: async ({ params: { case: id }, body }, { clerk }) => answered(await lessons.take(id, clerk, body)),
    }),
    deskRoute({
      method: 'post',
      path: '/lessons/:case/drop',
      roles: ['admin'],
      summary: '不采纳改写的例句；记入台账',
      reads: z.object({ params }),
      handle: async ({ params: { case: id } }, { clerk }) => answered(await lessons.drop(id, clerk)),
    }),
    deskRoute({
      method: 'post',
      path: '/classifier/train',
      roles: ['admin'],
      summary: '用采纳的样本重新训练本单位的分类器；完成即生效，记入台账',
      reads: nothing,
      async handle(_given, { clerk }) {
        const isBegun = ownModel.train(clerk.account);
        return isBegun ? ok(await lessonsWire(parts)) : refused(409, 'busy', '正在训练，请等它完成。');
      },
    }),
    deskRoute({
      method: 'post',
      path: '/classifier/reset',
      roles: ['admin'],
      summary: '分类器恢复为随产品提供的；记入台账',
      reads: nothing,
      async handle(_given, { clerk }) {
        const isDone = await ownModel.reset(clerk.account);
        return isDone ? ok(await lessonsWire(parts)) : refused(409, 'busy', '现用的就是随产品提供的，或正在训练。');
      },
    }),
  ];
}

async function lessonsWire({ store, catalogue, ownModel }: LessonRouteParts): Promise<LessonsWire> {
  const [all, accounts] = [await store.lessons.list(), await store.accounts.list()];
  const nameOf = (id: string): string => accounts.find((account) => account.id === id)?.name ?? id;
  return {
    lessons: all.map(({ case: id, rule, text, account, at, state, use }) => ({
      case: id,
      rule,
      ruleTitle: rule === null ? null : (catalogue.rules.get(rule)?.title ?? rule),
      text,
      by: nameOf(account),
      at,
      state,
      use,
    })),
    model: ownModel.state(),
  };
}

function answered(answer: LessonAnswer): JsonReply {
  if (answer.ok) return ok({ stage: answer.stage } satisfies LessonTakenWire);
  const [first] = answer.problems;
  switch (answer.refused) {
    case 'unknown':
      return refused(404, 'unknown', '没有这条例句。');
    case 'settled':
      return refused(409, 'settled', '这条例句已经处理过了，请刷新。');
    case 'stale':
      return refused(409, 'stale', '别人刚刚改过，请刷新后再试。');
    case 'no-rule':
      return refused(422, 'no-rule', '没有可以加例句的规则，只能作为分类器的样本。');
    case 'rule-off':
      return refused(422, 'rule-off', '这条规则已停用，例句只能作为分类器的样本。');
    case 'wrong':
      return refused(422, 'wrong', `规则没有通过检查：第 ${first?.line ?? 1} 行，${first?.says ?? ''}`);
  }
}
