import type { Grey } from '#extract/print/grey.ts';

/** A patch of so many samples a side, each this many sigmas apart: wide enough to hold several letters and lines. */
const samples = 16;
const apart = 1.35;
/** Frequencies kept each way; the first, the mean brightness, says nothing. */
const waves = 9;

/** 64 bits of how the surroundings of a spot look: signs of the patch's low frequencies. Null outside the picture. */
export function lookAt(picture: Grey, x: number, y: number, sigma: number): { high: number; low: number } | null {
  const step = apart * sigma;
  const reach = (step * (samples - 1)) / 2;
  // A patch that hangs over the edge sees another thing after a crop.
  if (x < 0.4 * reach || y < 0.4 * reach || x > picture.width - 0.4 * reach || y > picture.height - 0.4 * reach)
    return null;
  const patch = patchAt(picture, x - reach, y - reach, step);
  const strengths = order.map(([u, v]) => waveOf(patch, u, v));
  let [high, low] = [0, 0];
  for (const [i, strength] of strengths.entries()) {
    if (strength <= 0) continue;
    if (i < 32) high |= 1 << i;
    else low |= 1 << (i - 32);
  }
  return { high: high >>> 0, low: low >>> 0 };
}

function patchAt({ data, width, height }: Grey, left: number, top: number, step: number): Float32Array {
  const patch = new Float32Array(samples * samples);
  for (let row = 0; row < samples; row++)
    for (let column = 0; column < samples; column++) {
      const x = Math.min(width - 1.001, Math.max(0, left + column * step));
      const y = Math.min(height - 1.001, Math.max(0, top + row * step));
      const [x0, y0] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - x0, y - y0];
      const at = y0 * width + x0;
      patch[row * samples + column] =
        ((data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx) * (1 - fy) +
        ((data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx) * fy;
    }
  return patch;
}

/** The 64 lowest frequencies but the mean, from the lowest up. */
const order = Array.from({ length: waves * waves }, (_, i) => [i % waves, Math.floor(i / waves)] as const)
  .filter(([u, v]) => u + v > 0)
  .toSorted(([a, b], [c, d]) => a + b - c - d || a - c)
  .slice(0, 64);

const cosines = Float32Array.from({ length: waves * samples }, (_, i) =>
  Math.cos((Math.PI * Math.floor(i / samples) * ((i % samples) + 0.5)) / samples),
);

function waveOf(patch: Float32Array, u: number, v: number): number {
  let sum = 0;
  for (let row = 0; row < samples; row++) {
    let line = 0;
    for (let column = 0; column < samples; column++)
      line += (patch[row * samples + column] ?? 0) * (cosines[u * samples + column] ?? 0);
    sum += line * (cosines[v * samples + row] ?? 0);
  }
  return sum;
}
