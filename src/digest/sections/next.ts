import type { DigestSection } from '#model/digest.ts';
import { comparisons, section, type Matter } from '#digest/matter.ts';
import { coverageOf } from '#digest/sections/coverage.ts';
import { shareOf } from '#digest/sections/shares.ts';

const wanted = { recalled: 0.8, late: 0.2, overturned: 0.1 } as const;

/** What to do about it: only what follows from figures that were told. A share must be beyond its bound with its whole interval. */
export function next(matter: Matter): DigestSection {
  const { say, doors, groups } = matter;
  const { mentions, blind, silent } = coverageOf(groups);
  const [recalled, late, overturned] = [
    shareOf(matter, 'recalls'),
    shareOf(matter, 'takeovers'),
    shareOf(matter, 'rulings'),
  ];
  const deeds = [
    ...(doors.some((door) => door.says !== null) ? [say('next-doors')] : []),
    ...(silent > 0 ? [say('next-introduce', { 个数: silent })] : []),
    ...(mentions + blind > 0 ? [say('next-coverage', { 个数: mentions + blind })] : []),
    ...comparisons(matter)
      .filter(({ change }) => change === 'more')
      .map(({ stream }) => say(`next-${stream}`)),
    ...(recalled && recalled.to < wanted.recalled ? [say('next-recalls')] : []),
    ...(late && late.from > wanted.late ? [say('next-takeovers')] : []),
    ...(overturned && overturned.from > wanted.overturned ? [say('next-rulings')] : []),
  ];
  return section('next', say, deeds.length === 0 ? [say('next-none')] : deeds);
}
