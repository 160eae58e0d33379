import type { CaseId, Moment, Pseudonym } from '#model/ids.ts';
import type { Links } from '#enforce/card.ts';
import { signToken } from '#lib/signed-token.ts';

/** A private link lives as long as a case can be appealed and looked up: 90 days, the term of a sender's record. */
const linkTerm = 90 * 24 * 3_600_000;
/** What changes a group, or speaks to the office, is asked for anew: the bot answers 设置 and 举报 at once. */
const shortTerm = 7 * 24 * 3_600_000;

/** The addresses cards lead to; private ones are signed for one person. */
export function createLinks(url: string, key: Buffer, clock: () => Moment): Links {
  const signed = (use: string, ref: string, person: Pseudonym, term = linkTerm): string =>
    signToken(key, { use, ref, person, exp: clock() + term });
  return {
    notice: (id: CaseId, person) => `${url}/notice/${signed('notice', id, person)}`,
    mine: (person) => `${url}/mine/${signed('mine', '', person)}`,
    owner: (person) => `${url}/owner/${signed('owner', '', person, shortTerm)}`,
    report: (person, group) => `${url}/report/${signed('report', group ?? '', person, shortTerm)}`,
    case: (id: CaseId) => `${url}/console/cases/${encodeURIComponent(id)}`,
    console: () => `${url}/console`,
    quiz: (ref: string, person) => `${url}/q/${signed('quiz', ref, person)}`,
    digests: () => `${url}/console/digests`,
    myDigests: (person) => `${url}/digest/${signed('digest', '', person)}`,
    about: () => `${url}/about`,
  };
}
