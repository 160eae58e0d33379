import type { Press } from '#model/paper.ts';
import { installedTypeface } from '#paper/typeface.ts';

/** Turns papers, charts and tables into files. Its libraries take a second to load, so they are loaded when somebody wants one. */
export function createPress(typeface = installedTypeface()): Press {
  const draughtsman = once(async () => (await import('#paper/chart.ts')).createDraughtsman(typeface));
  return {
    async print(paper) {
      const { printPaper } = await import('#paper/print.ts');
      return printPaper(paper, { typeface, draw: await draughtsman() });
    },
    async draw(chart) {
      const draw = await draughtsman();
      return draw(chart).svg;
    },
    async bind(book) {
      const { bindWorkbook } = await import('#paper/workbook.ts');
      return bindWorkbook(book);
    },
  };
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | null = null;
  return () => (made ??= make());
}
