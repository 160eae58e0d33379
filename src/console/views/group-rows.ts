import type { Group } from '#model/group.ts';
import { groupNeeds, type GroupNeed, type GroupWire } from '#model/group-wire.ts';
import type { Moment } from '#model/ids.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { coverageWords } from '#console/views/words.ts';
import type { Names } from '#console/views/who.ts';

export type GroupParts = Pick<
  ConsoleParts,
  | 'store'
  | 'owners'
  | 'ownerFacts'
  | 'templates'
  | 'catalogue'
  | 'digests'
  | 'press'
  | 'unitDefaults'
  | 'timeZone'
  | 'now'
  | 'groups'
>;

/** What of a group needs somebody, the most pressing first; of one the bot has left, nothing. */
export function needsOf(group: Group, isInternal: boolean, now: Moment): readonly GroupNeed[] {
  if (group.state !== 'active') return [];
  const is: Readonly<Record<GroupNeed, boolean>> = {
    introduction: group.introducedAt === null,
    term: group.endsAt !== null && group.endsAt <= now,
    strangers: isInternal && group.outsiders > 0,
    owner: group.owner === null,
  };
  return groupNeeds.filter((need) => is[need]);
}

/** A group as the register shows it. */
export async function groupRow(parts: GroupParts, group: Group, names: Names): Promise<GroupWire> {
  const { id, name, owner, members, outsiders, abilities, template, mode, purpose, endsAt, state } = group;
  const { joinedAt, introducedAt, answeredAt } = group;
  const isInternal = parts.owners.isInternal(group);
  const needs = needsOf(group, isInternal, parts.now());
  return {
    id,
    name,
    owner,
    ownerName: owner === null ? null : await names.person(owner),
    members,
    outsiders,
    sees: abilities.sees,
    retracts: abilities.retracts,
    coverage: coverageWords(abilities),
    template,
    templateTitle: titleOf(parts, template),
    mode,
    needs,
    purpose,
    endsAt,
    isOver: needs.includes('term'),
    hasStrangers: isInternal && outsiders > 0,
    isInternal,
    joinedAt,
    introducedAt,
    answeredAt,
    state,
  };
}

function titleOf({ templates }: Pick<GroupParts, 'templates'>, template: string): string {
  return templates.find(({ id }) => id === template)?.title ?? template;
}
