import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import type { Place } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';

type Row = readonly (string | number)[];

/** The numbers of a chart, for whoever does not see it. */
export function FigureTable(props: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  /** Where a row leads by its first cell. */
  readonly places?: readonly Place[] | undefined;
}) {
  const { label, heads, rows, places } = props;
  const columns = useMemo(() => columnsOf(heads, places), [heads, places]);
  return <DataTable className="figures-table" label={label} rows={rows} rowKey={keyOf} columns={columns} />;
}

function columnsOf(heads: readonly string[], places: readonly Place[] | undefined): readonly Column<Row>[] {
  return heads.map((title, at) => ({
    title,
    cell: (row, line) => cellOf(row[at] ?? '', at === 0 ? places?.[line] : undefined),
  }));
}

function cellOf(figure: Row[number], to: Place | undefined): ReactNode {
  return to ? <PlaceLink to={to}>{figure}</PlaceLink> : figure;
}

/** Two groups may bear one name. */
function keyOf(row: Row, at: number): string {
  return `${at} ${row[0]}`;
}
