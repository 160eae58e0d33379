import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { BaseTable, type BaseTableCol, type BaseTableRef } from 'tdesign-react/es/table/index.js';
import { dress } from '#web/console/kit/dress.ts';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row, at: number) => ReactNode;
  readonly className?: string;
  /** Says nothing of this row: on a phone the line is left out. */
  readonly isBlank?: (row: Row) => boolean;
}

interface Line<Row> {
  readonly key: string;
  readonly row: Row;
}

/** A list of things; on a phone each row is a card whose lines say their column. `isWalked`: by arrow keys or J and K from row to row. */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, at: number) => string;
  readonly columns: readonly Column<Row>[];
  readonly isWalked?: boolean;
  readonly className?: string;
}) {
  const { label, rows, rowKey, columns, isWalked = false, className = '' } = props;
  const table = useRef<BaseTableRef>(null);
  const data = useMemo(() => rows.map((row, at): Line<Row> => ({ key: rowKey(row, at), row })), [rows, rowKey]);
  const shown = useMemo(() => columns.map(columnOf), [columns]);
  useEffect(() => dress(table.current?.tableHtmlElement, { 'aria-label': label }));
  return (
    <div className={`data-table ${className}`} {...(isWalked ? { onKeyDown: stepRows } : {})}>
      <BaseTable ref={table} rowKey="key" data={data} columns={shown} tableLayout="auto" verticalAlign="top" hover />
    </div>
  );
}

function columnOf<Row>({ title, cell, className, isBlank }: Column<Row>, at: number): BaseTableCol<Line<Row>> {
  return {
    colKey: `c${at}`,
    title,
    cell: ({ row, rowIndex }) => <>{cell(row.row, rowIndex)}</>,
    className: ({ row, type }) =>
      type === 'td' && isBlank?.(row.row) ? `blank ${className ?? ''}` : (className ?? ''),
    attrs: ({ type }) => (type === 'th' ? { scope: 'col' } : { 'data-label': title }),
  };
}

/** By the first link of each row. */
function stepRows(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll('tbody tr')].flatMap((row) => row.querySelector('a') ?? []);
  const here = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, here + by))]?.focus();
}
