import { z } from 'zod';
import type { RuleFacts } from '#model/catalogue.ts';
import { isCategory, kindOf, kinds, type Category, type Kind } from '#model/category.ts';
import type { LawBook } from '#model/law.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';

const schema = z.strictObject({
  learned: z.array(
    z.strictObject({
      kind: z.enum(kinds),
      evidence: z.array(z.string()).default([]),
      silencedBy: z.array(z.string()).default([]),
      evidenceCues: z.array(z.string()).default([]),
      mutedBy: z.array(z.string()).default([]),
      unmutedBy: z.array(z.string()).default([]),
      readings: z
        .array(
          z.strictObject({
            id: z.string().regex(/^learned-[a-z-]+$/, { error: 'expected an id that begins with learned-' }),
            category: z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
              error: 'expected a category such as "scope.personnel"',
            }),
            themes: z.array(z.string()),
            title: z.string().min(2),
            why: z.array(z.string()).min(1),
            instead: z.string().min(4),
          }),
        )
        .min(1),
    }),
  ),
});

/** How a judgement of the model is told: as a rule would be. */
export interface LearnedReading extends RuleFacts {
  /** Numbers of the themes that choose it; the last reading of a kind has none. */
  readonly themes: readonly number[];
}

export interface LearnedKind {
  /** Numbers of the themes of which one must stand in the talk before the model may speak of this kind; none: it always may. */
  readonly evidence: readonly number[];
  /** Numbers of themes beside which the model does not speak of this kind: public prose, the proper channel. */
  readonly silencedBy: readonly number[];
  /** Cues of the packs that bear the model out as themes do. */
  readonly evidenceCues: readonly string[];
  /** Cues beside which the model does not speak of this kind, unless one of `unmutedBy` is there too: talk about marks, old cases. */
  readonly mutedBy: readonly string[];
  readonly unmutedBy: readonly string[];
  readonly readings: readonly LearnedReading[];
}
export type Learned = Readonly<Record<Kind, LearnedKind>>;

/** What the sheet may name. */
interface Known {
  readonly law: LawBook;
  readonly themeIds: readonly string[];
  readonly cues: ReadonlyMap<string, unknown>;
}

/** rules/learned.yaml. */
export function parseLearned(sheet: Sheet, { law, themeIds, cues }: Known): Learned {
  const { learned } = parseWith(schema, sheet);
  const written = new Map(
    learned.map(({ kind, evidence, silencedBy, readings, ...heard }, number) => {
      checkCues(Object.values(heard).flat(), { sheet, number, cues });
      readings.forEach((reading, index) => {
        const isLast = index === readings.length - 1;
        const problem = problemOf(
          { ...reading, evidence: [...evidence, ...silencedBy] },
          { kind, law, themeIds, isLast },
        );
        if (problem)
          throw new SheetError(
            sheet,
            sheet.lineOf(['learned', number, 'readings', index]),
            `${reading.id}: ${problem}`,
          );
      });
      return [
        kind,
        {
          evidence: evidence.map(numberOf),
          silencedBy: silencedBy.map(numberOf),
          ...heard,
          readings: readings.map((one) => ({ ...one, themes: one.themes.map(numberOf) })),
        },
      ];
    }),
  );
  const of = (kind: Kind): LearnedKind => {
    const found = written.get(kind);
    if (!found) throw new SheetError(sheet, 1, `expected readings of ${kind}, got none`);
    return found;
  };
  return {
    classified: of('classified'),
    solicitation: of('solicitation'),
    'risky-request': of('risky-request'),
    'personal-data': of('personal-data'),
    scope: of('scope'),
  };

  function numberOf(theme: string): number {
    return themeIds.indexOf(theme);
  }
}

function checkCues(
  named: readonly string[],
  { sheet, number, cues }: { readonly sheet: Sheet; readonly number: number; readonly cues: Known['cues'] },
): void {
  const unknown = named.find((cue) => !cues.has(cue));
  if (unknown === undefined) return;
  const says = `expected the id of a cue, got ${JSON.stringify(unknown)}`;
  throw new SheetError(sheet, sheet.lineOf(['learned', number]), says);
}

interface Written {
  readonly category: Category;
  readonly themes: readonly string[];
  readonly evidence: readonly string[];
  readonly why: readonly string[];
}

interface Place {
  readonly kind: Kind;
  readonly law: LawBook;
  readonly themeIds: readonly string[];
  readonly isLast: boolean;
}

function problemOf(
  { category, themes, evidence, why }: Written,
  { kind, law, themeIds, isLast }: Place,
): string | null {
  if (kindOf(category) !== kind) return `expected a category of ${kind}, got ${category}`;
  if (isLast !== (themes.length === 0)) return 'expected themes in every reading of a kind but the last, got otherwise';
  const unknown = [...themes, ...evidence].find((theme) => !themeIds.includes(theme));
  if (unknown !== undefined) return `expected a theme of rules/lexicons, got ${JSON.stringify(unknown)}`;
  const article = why.find((id) => !law[id]);
  return article === undefined
    ? null
    : `expected the id of an article in data/law.yaml, got ${JSON.stringify(article)}`;
}
