import type { SheetLine } from '#model/rulebook.ts';
import type { SheetStage } from '#model/unit-sheet.ts';

export const sourceWords: Readonly<Record<SheetLine['source'], string>> = {
  shipped: '随产品提供',
  changed: '本单位改过',
  own: '本单位自己的',
};

export const stageWords: Readonly<Record<SheetStage, string>> = {
  draft: '草稿',
  shadow: '试运行',
  live: '发布',
  off: '停用',
};

/** 生效，有草稿；已停用；… */
export function standingOf({ stage, waiting, isBehind, problem }: SheetLine): string {
  const parts = [
    stage === 'live' ? '生效' : '不生效',
    waiting === 'draft' && '有草稿',
    waiting === 'shadow' && '另一版在试运行',
    isBehind && '随产品提供的文本已更新，请核对',
    problem !== null && '这一版已不适用，现用随产品提供的',
  ];
  return parts.filter((part) => part !== false).join('，');
}
