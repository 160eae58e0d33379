import type { GroupMember } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { GroupId, Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { localTime } from '#lib/working-time.ts';
import type { Job } from '#timetable/timetable.ts';

export interface RollParts {
  readonly store: Pick<Store, 'groups' | 'roll'>;
  readonly listMembers: (group: GroupId, signal: AbortSignal) => Promise<readonly GroupMember[] | null>;
  readonly tz: string;
}

/** So many groups in one turn; the next turn is a minute later. */
const most = 40;

/** Who sits in each group, read once a day and when its register changed. Before a group knows of the bot nobody of it is written down. */
export function rollJobs(parts: RollParts): () => Promise<readonly Job[]> {
  const read = new Map<GroupId, string>();
  return async () => [
    {
      name: 'roll',
      title: '核对群成员',
      when: { kind: 'every', minutes: 1 },
      since: 0,
      hours: 'any',
      async run({ now }, signal) {
        const due = (await parts.store.groups.list()).filter(
          (group) => read.get(group.id) !== stateOf(group, now, parts.tz),
        );
        for (const group of due.slice(0, most)) {
          await enrol(parts, group, now, signal);
          read.set(group.id, stateOf(group, now, parts.tz));
        }
        return null;
      },
    },
  ];
}

function stateOf(group: Group, now: Moment, tz: string): string {
  const { state, members, outsiders, owner, introducedAt } = group;
  const what = [members, outsiders, owner, introducedAt !== null];
  return state === 'active' ? JSON.stringify([localTime(now, tz).day, ...what]) : state;
}

async function enrol({ store, listMembers }: RollParts, group: Group, now: Moment, signal: AbortSignal): Promise<void> {
  if (group.state !== 'active') return store.roll.enrol(group.id, [], now);
  const listed = group.introducedAt === null ? null : await listMembers(group.id, signal);
  if (!listed) return;
  const all = listed.map(({ id, name, role, joinedAt, departments = null }) => ({
    member: id,
    name,
    role,
    joinedAt,
    departments,
  }));
  await store.roll.enrol(group.id, all, now);
}
