import { cutLine, type CutLine } from '#extract/ocr/cut-line.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Models } from '#extract/ocr/models.ts';
import type { NetworkOutput } from '#extract/ocr/network.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';

export interface ReadLine {
  readonly text: string;
  /** Mean likelihood of its letters; 0 of none. */
  readonly confidence: number;
  readonly box: TurnedBox;
  /** Its characters stand one below the other. */
  readonly isColumn?: true;
}

/** The recogniser was taught on lines of this height. */
const height = 48;
/** Letters narrower by this cost a quarter less and read no worse (0.6 reads worse); blurred ones read better. */
const usualSqueeze = 0.7;

/** Reads one line. One at a time: padding a batch to its widest costs more than it saves. */
export async function readLine(
  models: Models,
  pixels: Pixels,
  box: TurnedBox,
  squeeze = usualSqueeze,
): Promise<ReadLine> {
  return { ...(await readCut(models, cutLine(pixels, box, height, squeeze))), box };
}

export async function readCut(models: Models, cut: CutLine): Promise<Omit<ReadLine, 'box'>> {
  return spell(await models.letters.run(cut.planes, [1, 3, cut.height, cut.width]), models.alphabet);
}

/** The likeliest letter at each step; the same letter twice in a row is one (CTC). */
function spell({ data, shape }: NetworkOutput, alphabet: readonly string[]): { text: string; confidence: number } {
  const [, steps = 0, letters = 0] = shape;
  let [text, sum, count, last] = ['', 0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const best = likeliest(data, step * letters, letters);
    if (best !== 0 && best !== last) {
      text += alphabet[best] ?? '';
      sum += data[step * letters + best] ?? 0;
      count++;
    }
    last = best;
  }
  return { text, confidence: count === 0 ? 0 : sum / count };
}

function likeliest(data: Float32Array, from: number, count: number): number {
  let best = 0;
  let value = -1;
  for (let i = 0; i < count; i++) {
    const own = data[from + i] ?? 0;
    if (own <= value) continue;
    best = i;
    value = own;
  }
  return best;
}
