import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Person, Store } from '#model/store.ts';

/** Finds people by name and department. Their rows are sealed, so all are opened at once, and not again for some seconds. */
export interface PeopleBook {
  /** Whose name has this in it. */
  named(part: string): Promise<readonly Pseudonym[]>;
  in(department: string): Promise<readonly Pseudonym[]>;
  departments(): Promise<readonly string[]>;
  /** The first of his departments is his own. */
  departmentOf(): Promise<ReadonlyMap<Pseudonym, string>>;
}

const keptFor = 30_000;

export function peopleBook({ people }: Pick<Store, 'people'>, now: () => Moment): PeopleBook {
  let kept: { readonly at: Moment; readonly all: Promise<readonly Person[]> } | null = null;
  const everybody = (): Promise<readonly Person[]> => {
    const at = now();
    if (!kept || at - kept.at >= keptFor) kept = { at, all: people.everybody() };
    return kept.all;
  };
  const those = async (are: (person: Person) => boolean): Promise<readonly Pseudonym[]> =>
    (await everybody()).filter(are).map(({ pseudonym }) => pseudonym);
  return {
    named: (part) => those(({ name }) => name.includes(part)),
    in: (department) => those(({ departments }) => departments?.includes(department) ?? false),
    async departments() {
      const all = (await everybody()).flatMap(({ departments = [] }) => departments);
      return [...new Set(all)].toSorted((a, b) => a.localeCompare(b, 'zh-CN'));
    },
    async departmentOf() {
      const own = (await everybody()).flatMap(({ pseudonym, departments: [first] = [] }) =>
        first === undefined ? [] : [[pseudonym, first] as const],
      );
      return new Map(own);
    },
  };
}
