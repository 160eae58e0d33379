import { useMemo } from 'react';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';

type Row = readonly (string | number)[];

/** The numbers of a chart, for whoever does not see it. */
export function FigureTable(props: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}) {
  const { label, heads, rows } = props;
  const columns = useMemo(
    () => heads.map((title, at): Column<Row> => ({ title, cell: (row) => row[at] ?? '' })),
    [heads],
  );
  return <DataTable className="figures-table" label={label} rows={rows} rowKey={firstOf} columns={columns} />;
}

function firstOf(row: Row): string {
  return String(row[0]);
}
