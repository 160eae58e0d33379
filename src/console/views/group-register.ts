import type { Abilities } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import { groupNeeds, type GroupCounts, type GroupNeed, type GroupRegisterWire } from '#model/group-wire.ts';
import type { GroupMode } from '#model/policy.ts';
import { groupRow, needsOf, type GroupParts } from '#console/views/group-rows.ts';
import { namesOf, type Names } from '#console/views/who.ts';

export interface GroupFilter {
  readonly sought?: string | undefined;
  readonly state?: Group['state'] | undefined;
  readonly mode?: GroupMode | undefined;
  readonly template?: string | undefined;
  readonly sees?: Abilities['sees'] | undefined;
  readonly need?: GroupNeed | 'any' | undefined;
}

interface Line {
  readonly group: Group;
  readonly needs: readonly GroupNeed[];
}

const perPage = 50;

/** A page of the register. Names are sealed and needs are worked out, so all groups are read and filtered here: they are few. */
export async function groupRegister(
  parts: GroupParts,
  filter: GroupFilter & { readonly page: number },
): Promise<GroupRegisterWire> {
  const names = namesOf(parts.store);
  const { lines, tests } = await asked(parts, filter, names);
  const found = sorted(lines.filter((line) => fits(line, tests)));
  const shown = found.slice((filter.page - 1) * perPage, filter.page * perPage);
  return {
    groups: await Promise.all(shown.map(({ group }) => groupRow(parts, group, names))),
    total: found.length,
    page: filter.page,
    pages: Math.max(1, Math.ceil(found.length / perPage)),
    counts: countsOf(lines, tests),
    templates: parts.templates.map(({ id, title }) => ({ id, title })),
  };
}

/** All that a filter finds, in the register's order. */
export async function foundGroups(parts: GroupParts, filter: GroupFilter): Promise<readonly Group[]> {
  const { lines, tests } = await asked(parts, filter, namesOf(parts.store));
  return sorted(lines.filter((line) => fits(line, tests))).map(({ group }) => group);
}

type Facet = 'state' | 'mode' | 'template' | 'sees' | 'need';
type Test = (line: Line) => boolean;
/** Null: whatever. */
type Tests = Readonly<Record<Facet | 'sought', Test | null>>;

async function asked({ store, owners, now }: GroupParts, filter: GroupFilter, names: Names) {
  const at = now();
  const lines = (await store.groups.list()).map((group): Line => ({
    group,
    needs: needsOf(group, owners.isInternal(group), at),
  }));
  const { sought, state, mode, template, sees, need } = filter;
  const tests: Tests = {
    sought: sought ? await seeking(sought.toLowerCase(), lines, names) : null,
    state: state === undefined ? null : ({ group }) => group.state === state,
    mode: mode === undefined ? null : ({ group }) => group.mode === mode,
    template: template === undefined ? null : ({ group }) => group.template === template,
    sees: sees === undefined ? null : ({ group }) => group.abilities.sees === sees,
    need: need === undefined ? null : ({ needs }) => (need === 'any' ? needs.length > 0 : needs.includes(need)),
  };
  return { lines, tests };
}

/** By the group's name or its owner's. */
async function seeking(words: string, lines: readonly Line[], names: Names): Promise<Test> {
  const owners = new Set(lines.flatMap(({ group }) => group.owner ?? []));
  const named = new Map(
    await Promise.all([...owners].map(async (owner) => [owner, (await names.person(owner)).toLowerCase()] as const)),
  );
  return ({ group }) =>
    group.name.toLowerCase().includes(words) ||
    (group.owner !== null && (named.get(group.owner)?.includes(words) ?? false));
}

function fits(line: Line, tests: Tests, except?: Facet): boolean {
  return Object.entries(tests).every(([facet, test]) => facet === except || test === null || test(line));
}

const { compare } = new Intl.Collator('zh');

/** What needs somebody first, what is over last. */
function sorted(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((a, b) => rank(a) - rank(b) || compare(a.group.name, b.group.name));
}

function rank({ group, needs: [first] }: Line): number {
  if (group.state !== 'active') return groupNeeds.length + 1;
  return first === undefined ? groupNeeds.length : groupNeeds.indexOf(first);
}

function countsOf(lines: readonly Line[], tests: Tests): GroupCounts {
  const under = (facet: Facet): readonly Line[] => lines.filter((line) => fits(line, tests, facet));
  const [states, modes, sees, needs] = [under('state'), under('mode'), under('sees'), under('need')];
  const inState = (state: Group['state']): number => states.filter(({ group }) => group.state === state).length;
  const inMode = (mode: GroupMode): number => modes.filter(({ group }) => group.mode === mode).length;
  const seeing = (what: Abilities['sees']): number => sees.filter(({ group }) => group.abilities.sees === what).length;
  const needing = (need: GroupNeed): number => needs.filter((line) => line.needs.includes(need)).length;
  const byTemplate = Map.groupBy(under('template'), ({ group }) => group.template);
  return {
    states: { active: inState('active'), left: inState('left'), dissolved: inState('dissolved') },
    modes: { live: inMode('live'), 'marks-live': inMode('marks-live'), off: inMode('off') },
    sees: { 'every-post': seeing('every-post'), mentions: seeing('mentions'), nothing: seeing('nothing') },
    templates: Object.fromEntries([...byTemplate].map(([template, own]) => [template, own.length])),
    needs: {
      introduction: needing('introduction'),
      term: needing('term'),
      strangers: needing('strangers'),
      owner: needing('owner'),
      any: needs.filter((line) => line.needs.length > 0).length,
    },
  };
}
