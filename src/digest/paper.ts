import type { Digest, DigestSection } from '#model/digest.ts';
import type { Block, BookSheet, Paper, Workbook } from '#model/paper.ts';

/** Who takes a copy away, and when: it stands on every page. */
export interface Copy {
  readonly unit: string;
  readonly watermark: string;
}

/** The digest as a paper to print. */
export function paperOf(digest: Digest, { unit, watermark }: Copy): Paper {
  return {
    title: digest.title,
    author: unit,
    madeAt: digest.madeAt,
    layout: 'portrait',
    watermark,
    footer: `${digest.title}　${watermark}`,
    isFramed: false,
    blocks: [
      { is: 'heading', level: 1, text: digest.title },
      { is: 'paragraph', text: unit, tone: 'faint' },
      ...digest.sections.flatMap((section) => blocksOf(section)),
    ],
  };
}

function blocksOf({ title, says, table, chart }: DigestSection): readonly Block[] {
  return [
    { is: 'heading', level: 2, text: title },
    ...says.map((text): Block => ({ is: 'paragraph', text })),
    ...(table
      ? [
          {
            is: 'table' as const,
            columns: table.columns.map((name, at) =>
              at === 0 ? { title: name, width: 3 } : { title: name, width: 1.4, align: alignOf(table.rows) },
            ),
            rows: table.rows,
          },
        ]
      : []),
    ...(chart && hasFigures(chart) ? [{ is: 'chart' as const, chart }] : []),
  ];
}

/** In a table of figures all values stand to the right, in one of words to the left. */
function alignOf(rows: readonly (readonly string[])[]): 'left' | 'right' {
  return rows.some((row) => row.slice(1).some((cell) => isFigure(cell) || cell === '—')) ? 'right' : 'left';
}

/** A chart of nothing says less than its absence. */
export function hasFigures({ series }: NonNullable<DigestSection['chart']>): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

/** The digest as tables: a sheet of words, and one for each table. */
export function workbookOf(digest: Digest, { unit, watermark }: Copy): Workbook {
  const words = digest.sections.flatMap(({ title, says }) => says.map((text) => [title, text] as const));
  const mark = [
    ['', ''],
    [watermark, ''],
  ] as const;
  return {
    title: digest.title,
    madeAt: digest.madeAt,
    sheets: [
      {
        name: '说明',
        columns: [
          { title: digest.title, width: 18 },
          { title: unit, width: 90 },
        ],
        rows: [...words, ...mark],
      },
      ...digest.sections.flatMap((section) => sheetsOf(section, watermark)),
    ],
  };
}

function sheetsOf({ title, table }: DigestSection, watermark: string): readonly BookSheet[] {
  if (!table) return [];
  const rows = table.rows.map((row) => row.map((cell) => (isFigure(cell) ? Number(cell) : cell)));
  return [
    {
      name: title,
      columns: table.columns.map((name, at) => ({ title: name, width: at === 0 ? 40 : 18 })),
      rows: [...rows, [], [watermark]],
    },
  ];
}

function isFigure(cell: string): boolean {
  return /^\d+$/.test(cell);
}
