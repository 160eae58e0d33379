import type { CaseId, Moment, Pseudonym } from '#model/ids.ts';
import type { Links } from '#enforce/card.ts';
import { signToken } from '#lib/signed-token.ts';

/** A private link lives as long as a case can be appealed and looked up: 90 days, the term of a sender's record. */
const linkTerm = 90 * 24 * 3_600_000;

/** The addresses cards lead to; private ones are signed for one person. */
export function createLinks(url: string, key: Buffer, clock: () => Moment): Links {
  const signed = (use: string, ref: string, person: Pseudonym): string =>
    signToken(key, { use, ref, person, exp: clock() + linkTerm });
  return {
    notice: (id: CaseId, person) => `${url}/notice/${signed('notice', id, person)}`,
    mine: (person) => `${url}/mine/${signed('mine', '', person)}`,
    case: (id: CaseId) => `${url}/console/cases/${encodeURIComponent(id)}`,
    console: () => `${url}/console`,
    quiz: (ref: string, person) => `${url}/q/${signed('quiz', ref, person)}`,
    digests: () => `${url}/console/digests`,
    myDigests: (person) => `${url}/digest/${signed('digest', '', person)}`,
    about: () => `${url}/about`,
  };
}
