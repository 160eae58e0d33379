import type { Moment } from '#model/ids.ts';

/** Figures to be drawn; `null` where there is none, or where it would point at somebody. */
export interface Chart {
  /** `rows` are bars that lie, for long labels. */
  readonly kind: 'bars' | 'rows' | 'lines';
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Written behind each figure: %, 次, or nothing. */
  readonly unit: string;
  /** The end of the scale, 100 for shares; null lets the figures decide. */
  readonly most: number | null;
}

export interface Column {
  readonly title: string;
  /** A share of the width, against those of the other columns. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** What a paper is made of. */
export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly align?: 'left' | 'center' }
  | {
      readonly is: 'paragraph';
      readonly text: string;
      readonly tone?: 'plain' | 'faint' | 'strong';
      readonly align?: 'left' | 'center' | 'right';
      readonly size?: number;
    }
  | { readonly is: 'list'; readonly lines: readonly string[] }
  /** Labels and what stands behind them. */
  | { readonly is: 'facts'; readonly lines: readonly (readonly [label: string, says: string])[] }
  | { readonly is: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'chart'; readonly chart: Chart }
  /** PNG or JPEG, fitted into so many points; a page of A4 is 475 wide inside its margins. */
  | {
      readonly is: 'picture';
      readonly bytes: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly caption: string;
    }
  | { readonly is: 'space'; readonly lines: number }
  | { readonly is: 'page-break' };

/** A document for people; printed as PDF on A4. The same paper gives the same bytes. */
export interface Paper {
  readonly title: string;
  readonly author: string;
  readonly madeAt: Moment;
  readonly layout: 'portrait' | 'landscape';
  /** Across every page, as 内部资料; null where none is wanted. */
  readonly watermark: string | null;
  /** At the foot of every page, beside its number; null leaves out both. */
  readonly footer: string | null;
  /** A double line around the page, as a certificate has. */
  readonly isFramed: boolean;
  readonly blocks: readonly Block[];
}

export interface BookSheet {
  readonly name: string;
  /** `width` in characters. */
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A table file for Excel and WPS. */
export interface Workbook {
  readonly title: string;
  readonly madeAt: Moment;
  readonly sheets: readonly BookSheet[];
}

/** Makes files of what the rooms compose. */
export interface Press {
  /** PDF with its font inside. */
  print(paper: Paper): Promise<Uint8Array>;
  /** The chart alone, as SVG. */
  draw(chart: Chart): Promise<string>;
  /** xlsx; no text of it is ever taken for a formula. */
  bind(book: Workbook): Promise<Uint8Array>;
}
