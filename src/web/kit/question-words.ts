import type { ItemKind } from '#model/quiz.ts';

export const asks: Readonly<Record<ItemKind, string>> = {
  single: '选一项',
  multiple: '可选多项',
  'true-false': '判断对错',
  moment: '找出最先违规的一步',
  'what-now': '您会怎么做？选一项',
};

/** A step of a chain is counted, any other choice has a letter. */
export function letterOf(kind: ItemKind, place: number): string {
  if (kind === 'true-false') return place === 0 ? '✓' : '✗';
  return kind === 'moment' ? String(place + 1) : String.fromCharCode(65 + place);
}
