import { blurred, halved, type Grey } from '#extract/print/grey.ts';
import { lookAt } from '#extract/print/look.ts';
import type { Spot } from '#extract/print/print.ts';

/** Sizes to an octave, octaves searched, smoothing of the first size in pixels. */
const sizes = 3;
const octaves = 3;
const firstSigma = 1.6;
/** Spots kept of each octave: a picture shown smaller again has only its larger ones. */
const mostSpots = [90, 90, 60] as const;
/** The most of one cell of an 8 by 8 grid, so that no single word or leaf takes all. */
const mostInCell = 6;
/** A spot fainter than this (of 255) is noise. */
const faintest = 1.2;

interface Candidate {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly octave: number;
  readonly strength: number;
  readonly level: Grey;
  readonly atX: number;
  readonly atY: number;
  readonly sigma: number;
}

/** Spots that stand out from their surroundings at some size, wherever and however large the picture shows them again. */
export function findSpots(picture: Grey): readonly Spot[] {
  const longer = Math.max(picture.width, picture.height);
  const candidates: Candidate[] = [];
  let base = blurred(picture, Math.sqrt(firstSigma ** 2 - 0.25));
  for (let octave = 0; octave < octaves; octave++) {
    const levels = levelsOf(base);
    candidates.push(...candidatesIn(levels, octave, longer));
    base = halved(levels[sizes] ?? base);
    if (Math.min(base.width, base.height) < 24) break;
  }
  return chosen(candidates).flatMap((candidate) => spotOf(candidate));
}

function levelsOf(base: Grey): readonly Grey[] {
  const levels = [base];
  for (let step = 1; step < sizes + 3; step++) {
    const before = firstSigma * 2 ** ((step - 1) / sizes);
    levels.push(blurred(levels.at(-1) ?? base, before * Math.sqrt(2 ** (2 / sizes) - 1)));
  }
  return levels;
}

function candidatesIn(levels: readonly Grey[], octave: number, longer: number): readonly Candidate[] {
  const found: Candidate[] = [];
  const edges = levels.slice(1).map((level, index) => minus(level, levels[index] ?? level));
  const scale = 2 ** octave;
  for (let step = 1; step <= sizes; step++) {
    const [below, own, above, level] = [edges[step - 1], edges[step], edges[step + 1], levels[step]];
    if (!below || !own || !above || !level) continue;
    const { width, height } = level;
    for (let y = 2; y < height - 2; y++)
      for (let x = 2; x < width - 2; x++) {
        const at = y * width + x;
        const value = own[at] ?? 0;
        if (Math.abs(value) < faintest || !isPeak(value, at, width, below, own, above)) continue;
        const [dx, dy, ds] = [
          shift(own[at - 1] ?? 0, value, own[at + 1] ?? 0),
          shift(own[at - width] ?? 0, value, own[at + width] ?? 0),
          shift(below[at] ?? 0, value, above[at] ?? 0),
        ];
        found.push({
          x: ((x + dx) * scale) / longer,
          y: ((y + dy) * scale) / longer,
          size: octave * sizes + step + ds,
          octave,
          strength: Math.abs(value),
          level,
          atX: x + dx,
          atY: y + dy,
          sigma: firstSigma * 2 ** ((step + ds) / sizes),
        });
      }
  }
  return found;
}

function minus(a: Grey, b: Grey): Float32Array {
  const out = new Float32Array(a.data.length);
  for (let i = 0; i < out.length; i++) out[i] = (a.data[i] ?? 0) - (b.data[i] ?? 0);
  return out;
}

function isPeak(value: number, at: number, width: number, ...planes: readonly Float32Array[]): boolean {
  const sign = value > 0 ? 1 : -1;
  for (const plane of planes)
    for (let row = at - width; row <= at + width; row += width)
      for (let i = row - 1; i <= row + 1; i++) if (sign * (plane[i] ?? 0) > sign * value) return false;
  return true;
}

/** Where between its neighbours a parabola through three values has its peak. */
function shift(before: number, value: number, after: number): number {
  const bend = before - 2 * value + after;
  return bend === 0 ? 0 : Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend)));
}

/** The strongest of each octave, evenly over the picture. */
function chosen(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = candidates.toSorted((a, b) => b.strength - a.strength);
  return mostSpots.flatMap((most, octave) => {
    const cells = new Map<number, number>();
    const kept: Candidate[] = [];
    for (const candidate of sorted.filter((one) => one.octave === octave)) {
      const cell = Math.floor(candidate.x * 8) * 8 + Math.floor(candidate.y * 8);
      const inCell = cells.get(cell) ?? 0;
      if (inCell < mostInCell) kept.push(candidate);
      cells.set(cell, inCell + 1);
      if (kept.length >= most) break;
    }
    return kept;
  });
}

function spotOf({ x, y, size, level, atX, atY, sigma }: Candidate): readonly Spot[] {
  const look = lookAt(level, atX, atY, sigma);
  return look ? [{ x, y, size, ...look }] : [];
}
