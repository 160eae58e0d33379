import { useMemo } from 'react';
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
  const columns = useMemo(
    () =>
      heads.map((title, at): Column<Row> => ({
        title,
        cell: (row, line) => (at === 0 ? <Linked to={places?.[line]}>{row[0]}</Linked> : (row[at] ?? '')),
      })),
    [heads, places],
  );
  return <DataTable className="figures-table" label={label} rows={rows} rowKey={keyOf} columns={columns} />;
}

function Linked({ to, children }: { readonly to: Place | undefined; readonly children: Row[number] | undefined }) {
  return to ? <PlaceLink to={to}>{children}</PlaceLink> : children;
}

/** Two groups may bear one name. */
function keyOf(row: Row, at: number): string {
  return `${at} ${row[0]}`;
}
