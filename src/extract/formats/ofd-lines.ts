import { readXml, type Attributes } from '#extract/formats/xml.ts';

interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
}

/** The lines of a page: its runs of text sorted by where they stand, because producers write them in any order. */
export function readOfdLines(bytes: Uint8Array): readonly string[] {
  const runs = runsOf(bytes).toSorted((one, other) => one.base - other.base);
  const lines: Run[][] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && run.base - first.base < Math.max(first.size, run.size) / 2) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => joined(line.toSorted((one, other) => one.left - other.left)));
}

/** Runs that touch are one word, others are cells of a table. */
function joined(line: readonly Run[]): string {
  return line
    .map((run, index) => {
      const before = line[index - 1];
      return before && run.left - before.right > Math.max(run.size, before.size) ? `\t${run.text}` : run.text;
    })
    .join('');
}

function runsOf(bytes: Uint8Array): readonly Run[] {
  const runs: Run[] = [];
  let box: readonly number[] = [];
  let [size, text, isCode]: [number, string, boolean] = [0, '', false];
  let at: Attributes = {};
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'TextObject') {
        box = numbersOf(attributes['Boundary']);
        size = Number(attributes['Size'] ?? 0) || 0;
      }
      if (name === 'TextCode') [at, text, isCode] = [attributes, '', true];
    },
    text(part) {
      if (isCode) text += part;
    },
    close(name) {
      if (name !== 'TextCode') return;
      isCode = false;
      const [x = 0, y = 0, width = 0] = box;
      const left = x + (numbersOf(at['X'])[0] ?? 0);
      if (text.trim() !== '') runs.push({ text, left, right: x + width, base: y + (numbersOf(at['Y'])[0] ?? 0), size });
    },
  });
  return runs;
}

function numbersOf(list: string | undefined): readonly number[] {
  return (list ?? '').trim().split(/\s+/).map(Number).filter(Number.isFinite);
}
