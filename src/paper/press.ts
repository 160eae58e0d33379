import type { Press } from '#model/paper.ts';
import { bindWorkbook } from '#paper/workbook.ts';
import { createDraughtsman } from '#paper/chart.ts';
import { printPaper } from '#paper/print.ts';
import type { Typeface } from '#paper/typeface.ts';

/** Turns papers, charts and tables into files. */
export function createPress(typeface: Typeface): Press {
  const draw = createDraughtsman(typeface);
  return {
    print: (paper) => printPaper(paper, { typeface, draw }),
    draw: (chart) => draw(chart).svg,
    bind: bindWorkbook,
  };
}
