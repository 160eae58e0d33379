import type { Digest, DigestSection } from '#model/digest.ts';
import { section, wholeIn, type Matter } from '#digest/matter.ts';
import { periodWords } from '#digest/periods.ts';
import { byGroup } from '#digest/sections/by-group.ts';
import { changed } from '#digest/sections/changed.ts';
import { coverage, unread } from '#digest/sections/coverage.ts';
import { happened } from '#digest/sections/happened.ts';
import { learning } from '#digest/sections/learning.ts';
import { next } from '#digest/sections/next.ts';
import { mistakes, recalls } from '#digest/sections/shares.ts';
import { rhythmWords } from '#digest/words.ts';
import { streams } from '#model/digest.ts';

/** The unit's digest. */
export function composeOffice(matter: Matter): Digest {
  const { period, say, madeAt, head, tz } = matter;
  return {
    id: digestId(null, period),
    owner: null,
    period,
    title: say('title-office', { 周期: rhythmWords[period.rhythm], 时期: periodWords(period, tz) }),
    madeAt,
    head,
    hasNews: hasNews(matter),
    todo: null,
    sections: [
      happened(matter),
      changed(matter),
      recalls(matter),
      coverage(matter),
      ...(period.rhythm === 'day' ? [] : [unread(matter)]),
      mistakes(matter),
      learning(matter),
      ...(period.rhythm === 'month' ? [byGroup(matter)] : []),
      next(matter),
      ledgerNote(matter),
    ],
  };
}

/** unit/week/1764000000000: a period is made once. */
export function digestId(owner: string | null, { rhythm, from }: Digest['period']): string {
  return `${owner === null ? 'unit' : `owner-${owner}`}.${rhythm}.${from}`;
}

export function ledgerNote({ say, head }: Pick<Matter, 'say' | 'head'>): DigestSection {
  return section('ledger', say, [
    say('head', { 数: head.number, 末值: head.hash.slice(0, 16) }),
    say('privacy'),
    say('handle'),
  ]);
}

/** Judged by what is told anyway, so that sending or not says nothing more. */
function hasNews(matter: Matter): boolean {
  const { doors, quiz, period } = matter;
  return (
    streams.some((stream) => wholeIn(matter, stream, period) !== null) ||
    doors.some((door) => door.says !== null) ||
    (quiz !== null && quiz.rounds > 0)
  );
}
