import type { Moment, Pseudonym } from '#model/ids.ts';
import type { HourLine, HourRule } from '#model/quiz-figures.ts';
import type { Attempt } from '#model/round.ts';

/** Where the unit has not said otherwise. */
export const usualHourRule: HourRule = { minutesRight: 5, minutesWrong: 3, minutesOfHour: 45, mostInYear: 8 };

/** What a person has earned with the answers of one year. An answer to an item that was found at fault counts as right. */
export function hoursOf(
  person: Pseudonym,
  year: number,
  given: { readonly attempts: readonly Attempt[]; readonly faulty: ReadonlySet<string>; readonly rule: HourRule },
): HourLine {
  const { attempts, faulty, rule } = given;
  const right = attempts.filter(({ isRight, item }) => isRight || faulty.has(item)).length;
  const earned = right * rule.minutesRight + (attempts.length - right) * rule.minutesWrong;
  const minutes = Math.min(earned, rule.mostInYear * rule.minutesOfHour);
  return {
    person,
    year,
    answered: attempts.length,
    right,
    minutes,
    hours: Math.floor((minutes / rule.minutesOfHour) * 10) / 10,
    isCapped: earned > minutes,
    lastAt: attempts.length === 0 ? null : Math.max(...attempts.map(({ at }): Moment => at)),
  };
}
