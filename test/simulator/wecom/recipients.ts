import { refuse } from './refusal.ts';
import { isVisible, personOf, subtree, type Agent, type Person, type World } from './world.ts';

interface Addressed {
  readonly touser: string;
  readonly toparty: string;
  readonly totag: string;
}

const split = (text: string): readonly string[] => text.split('|').filter((one) => one !== '');

/** Who gets it; the invalid come back in lower case, and where nobody is left the call fails. */
export function recipients(world: World, agent: Agent, { touser, toparty, totag }: Addressed) {
  const [users, parties, tags] = [split(touser), split(toparty), split(totag)];
  if (users.length + parties.length + tags.length === 0 || users.length > 1000) refuse(82001);
  if (parties.length > 100) refuse(82002);
  if (tags.length > 100) refuse(82003);
  const everyone = [...world.people.values()].filter((one) => canGet(agent, one));
  const isAll = touser === '@all';
  const invaliduser = isAll
    ? []
    : users.filter((one) => !canGet(agent, personOf(world, one))).map((one) => one.toLowerCase());
  const invalidparty = isAll ? [] : parties.filter((one) => !world.departments.has(Number(one)));
  const invalidtag = isAll ? [] : tags.filter((one) => !everyone.some((person) => person.tags.includes(Number(one))));
  const isMeant = addressed(world, users, parties, tags);
  const meant = everyone.filter((one) => isAll || isMeant(one));
  if (meant.length === 0) refuse(81013);
  return {
    invaliduser,
    invalidparty,
    invalidtag,
    unlicenseduser: meant.filter((one) => !one.isLicensed).map((one) => one.userid.toLowerCase()),
    reached: meant.filter((one) => one.isLicensed).map((one) => one.userid),
  };
}

function canGet(agent: Agent, person: Person | undefined): person is Person {
  return person?.status === 1 && isVisible(agent, person.userid);
}

function addressed(world: World, users: readonly string[], parties: readonly string[], tags: readonly string[]) {
  const named = new Set(users.map((one) => one.toLowerCase()));
  const inside = new Set(parties.flatMap((one) => [...subtree(world, Number(one))]));
  return (person: Person): boolean =>
    named.has(person.userid.toLowerCase()) ||
    person.department.some((one) => inside.has(one)) ||
    person.tags.some((one) => tags.includes(String(one)));
}
