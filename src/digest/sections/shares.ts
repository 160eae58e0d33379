import type { DigestSection, Period, Stream } from '#model/digest.ts';
import { shareInterval } from '#digest/compare.ts';
import { keysIn, section, spanOf, type Matter } from '#digest/matter.ts';
import type { Told } from '#digest/told.ts';
import { percent, spanLength } from '#digest/words.ts';
import { wholeSays } from '#digest/sections/happened.ts';

/** How recalls and takeovers went. */
export function recalls(matter: Matter): DigestSection {
  const { say } = matter;
  const split = latestSplit(matter, 'recalls');
  const seconds = split?.cells.find(({ key }) => key === 'in-time')?.seconds ?? null;
  return section('recalls', say, [
    wholeSays(matter, 'recalls'),
    ...shareSays(matter, 'recalls', split),
    ...(seconds === null ? [] : [say('recalls-time', { 时长: spanLength(seconds) })]),
    wholeSays(matter, 'takeovers'),
    ...shareSays(matter, 'takeovers', latestSplit(matter, 'takeovers')),
  ]);
}

/** How often people found the first judgement wrong. */
export function mistakes(matter: Matter): DigestSection {
  return section('mistakes', matter.say, [
    wholeSays(matter, 'rulings'),
    ...shareSays(matter, 'rulings', latestSplit(matter, 'rulings')),
  ]);
}

export interface Share {
  /** Of the first key. */
  readonly part: number;
  readonly whole: number;
  readonly from: number;
  readonly to: number;
}

const partOf: Partial<Readonly<Record<Stream, string>>> = {
  recalls: 'in-time',
  takeovers: 'late',
  rulings: 'overturned',
};

/** The share of what went well (recalls) or wrong (takeovers, rulings), where both sides have been told apart. */
export function shareOf(matter: Matter, stream: Stream): Share | null {
  const told = latestSplit(matter, stream);
  const part = told?.rest === null ? told.cells.find(({ key }) => key === partOf[stream])?.count : undefined;
  if (!told || part === undefined) return null;
  const [from, to] = shareInterval(part, told.count);
  return { part, whole: told.count, from, to };
}

/** That of the period, where both sides were told throughout. Splits wait for their rarer side, so else the last one told, even from before. */
function latestSplit(matter: Matter, stream: Stream): Told | null {
  const { segments, period } = matter;
  const own = keysIn(matter, stream, period);
  if (own?.rest === null) return own;
  const ended = segments.filter((one) => one.stream === stream && one.margin === 'key' && one.to <= period.to);
  const last = ended.toSorted((a, b) => a.to - b.to).at(-1);
  const span: Period | null = last ? { rhythm: period.rhythm, from: last.to - 1, to: last.to } : null;
  return span && keysIn(matter, stream, span);
}

function shareSays(matter: Matter, stream: Stream, split: Told | null): readonly string[] {
  const { say } = matter;
  const share = shareOf(matter, stream);
  if (!share || !split) return [say(`${stream}-whole`)];
  // Told as sentences do: takeovers by those in time, rulings by those overturned.
  const isTurned = stream === 'takeovers';
  const [low, high] = isTurned ? [1 - share.to, 1 - share.from] : [share.from, share.to];
  const rest = share.whole - share.part;
  const [first, second] = stream === 'recalls' ? [share.part, rest] : [rest, share.part];
  const rate = isTurned ? rest / share.whole : share.part / share.whole;
  return [
    say(`${stream}-split`, {
      数: first,
      其余: second,
      比例: percent(rate),
      下限: percent(low),
      上限: percent(high),
      段: spanOf(matter, split),
    }),
  ];
}
