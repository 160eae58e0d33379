import type { BankKind, BankLine, BankState, ItemForm } from '#model/bank.ts';
import type { ItemKind } from '#model/quiz.ts';
import type { Tone } from '#web/console/kit/tone-tag.tsx';

export const kindNames: Readonly<Record<BankKind, string>> = { item: '小题', case: '案例' };
export const itemKindWords: Readonly<Record<ItemKind, string>> = {
  single: '单选',
  multiple: '多选',
  'true-false': '判断',
  moment: '找出最先违规的一步',
  'what-now': '您会怎么做（单选）',
};
/** In the order they are chosen from. */
export const itemKinds = (['single', 'multiple', 'true-false', 'moment', 'what-now'] as const).map(
  (kind) => [kind, itemKindWords[kind]] as const,
);
export const difficultyWords: Readonly<Record<ItemForm['difficulty'], string>> = { 1: '容易', 2: '一般', 3: '较难' };
export const stateWords: Readonly<Record<BankState, string>> = {
  draft: '草稿',
  waiting: '待批准',
  live: '在用',
  replaced: '已被新版代替',
  dropped: '已放弃',
};

/** What stands beside a title in a list, the most pressing first. */
export function tagsOf({
  unfinished,
  standing,
  source,
  problem,
  isBehind,
}: BankLine): readonly (readonly [words: string, tone: Tone])[] {
  return [
    ...(unfinished?.state === 'waiting' ? [['待批准', 'warn'] as const] : []),
    ...(unfinished?.state === 'draft'
      ? [[unfinished.note ? '已退回' : '草稿', unfinished.note ? 'warn' : ''] as const]
      : []),
    ...(standing === 'retired' ? [['已停用', 'bad'] as const] : []),
    ...(problem === null ? [] : [['没有采用', 'bad'] as const]),
    ...(isBehind ? [['原题已更新', 'warn'] as const] : []),
    ...(source === 'changed' ? [['本单位改过', 'brand'] as const] : []),
    ...(source === 'own' ? [['本单位写的', 'brand'] as const] : []),
  ];
}
