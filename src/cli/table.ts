/** Columns padded to the width they take on a terminal: Han characters take two places. */
export function drawTable(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const heads = Object.keys(rows[0] ?? {});
  const lines = [heads, ...rows.map((row) => heads.map((head) => String(row[head] ?? '')))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines
    .map((line) => `  ${line.map((cell, column) => padded(cell, widths[column] ?? 0, column > 0)).join('  ')}`)
    .join('\n');
}

function padded(cell: string, width: number, isRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return isRight ? blanks + cell : cell + blanks;
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\uffe6]/u.test(character) ? 2 : 1), 0);
}
