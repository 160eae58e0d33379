import type { SheetPage } from '#model/rulebook.ts';
import { NamedChoice } from '#web/console/kit/named-choice.tsx';
import { DiffView } from '#web/console/rules/diff-view.tsx';
import { stageWords } from '#web/console/rules/words.ts';

/** `edited` the text in the editor, `shipped` the product's, or the number of a version. */
export type Side = 'edited' | 'shipped' | number;
export interface Pair {
  readonly before: Side;
  readonly after: Side;
}

/** What changes between any two of: the product's text, each version, what stands in the editor. */
export function Compare(props: {
  readonly sheet: SheetPage;
  readonly edited: string;
  readonly pair: Pair;
  readonly onPair: (pair: Pair) => void;
}) {
  const { sheet, edited, pair, onPair } = props;
  const sides: readonly Side[] = [
    'edited',
    ...sheet.versions.map(({ version }) => version).reverse(),
    ...(sheet.shippedText === null ? [] : (['shipped'] as const)),
  ];
  if (sides.length < 2) return null;
  const name = (side: Side): string => nameOf(sheet, side);
  const select = (label: string, chosen: Side, onChoose: (side: Side) => void) => (
    <NamedChoice
      label={label}
      value={String(chosen)}
      options={sides.map((side) => [String(side), name(side)])}
      onChange={(value) => onChoose(sides.find((side) => String(side) === value) ?? 'edited')}
    />
  );
  return (
    <section className="panel case-box compare" id="compare">
      <h2>改了什么</h2>
      <div className="compare-sides">
        {select('原来', pair.before, (before) => onPair({ ...pair, before }))}
        {select('现在', pair.after, (after) => onPair({ ...pair, after }))}
      </div>
      <DiffView
        before={textOf(sheet, edited, pair.before)}
        after={textOf(sheet, edited, pair.after)}
        caption={`从“${name(pair.before)}”到“${name(pair.after)}”的改动`}
      />
    </section>
  );
}

/** What serves now against what stands in the editor: what publishing it would change. */
export function usualPair({ versions, shippedText }: SheetPage): Pair {
  const live = [...versions].reverse().find(({ stage }) => stage === 'live' || stage === 'off');
  const first = versions[0]?.version ?? 'edited';
  return { before: live?.version ?? (shippedText === null ? first : 'shipped'), after: 'edited' };
}

/** A version against the one before it, or against the product's. */
export function stepTo({ versions, shippedText }: SheetPage, version: number): Pair | null {
  const before = [...versions].reverse().find((each) => each.version < version)?.version;
  if (before === undefined && shippedText === null) return null;
  return { before: before ?? 'shipped', after: version };
}

function textOf({ versions, shippedText }: SheetPage, edited: string, side: Side): string {
  if (side === 'edited') return edited;
  if (side === 'shipped') return shippedText ?? '';
  return versions.find(({ version }) => version === side)?.text ?? '';
}

function nameOf({ versions }: SheetPage, side: Side): string {
  if (side === 'edited') return '编辑框里的文本';
  if (side === 'shipped') return '随产品提供的文本';
  const found = versions.find(({ version }) => version === side);
  return `第 ${side} 版（${found ? stageWords[found.stage] : ''}）`;
}
