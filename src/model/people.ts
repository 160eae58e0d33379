import type { GroupId, MemberId, Moment, Pseudonym } from '#model/ids.ts';
import type { Role } from '#model/post.ts';
import type { Person } from '#model/store.ts';

/** Somebody's place in a group. */
export interface Seat {
  readonly group: GroupId;
  readonly person: Pseudonym;
  readonly role: Role;
  readonly since: Moment;
  readonly leftAt: Moment | null;
}

/** A line of a group's list as the platform tells it. */
export interface Listed {
  readonly member: MemberId;
  readonly name: string;
  readonly role: Role;
  /** Null where the platform does not say. */
  readonly departments: readonly string[] | null;
  readonly joinedAt: Moment | null;
}

export interface RollPerson extends Person {
  readonly departments: readonly string[];
  readonly seenAt: Moment;
}

export interface RollQuery {
  /** Part of a name or of a department. */
  readonly sought?: string;
  readonly department?: string;
  /** Sits in it now. */
  readonly group?: GroupId;
  /** Of other units in some group, or in no group any more. */
  readonly standing?: 'outsider' | 'departed';
  /** With a case that nobody has decided. */
  readonly hasOpen?: true;
  /** Nobody else. */
  readonly among?: ReadonlySet<Pseudonym>;
  /** All but him. */
  readonly except?: Pseudonym;
  readonly offset: number;
  /** At most 200. */
  readonly limit: number;
}

export interface RollPage {
  /** By name. */
  readonly people: readonly RollPerson[];
  readonly total: number;
  /** Of everybody, not only of who was found. */
  readonly departments: readonly string[];
}

/** What is open of a person, and what counts in his record of 90 days. */
export interface CaseStanding {
  readonly open: number;
  readonly counting: number;
}

/** Everybody the house knows, and where he sits. */
export interface RollStore {
  page(query: RollQuery): Promise<RollPage>;
  find(person: Pseudonym): Promise<RollPerson | null>;
  /** Where these people sit and sat; of those who left as long as that is kept. */
  seats(people: readonly Pseudonym[]): Promise<readonly Seat[]>;
  standing(people: readonly Pseudonym[], now: Moment): Promise<ReadonlyMap<Pseudonym, CaseStanding>>;
  /** The whole list of a group: whoever is not on it has left. */
  enrol(group: GroupId, listed: readonly Listed[], now: Moment): Promise<void>;
}
