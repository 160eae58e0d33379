import type { OwnerDesk } from '#model/owner.ts';
import type { Store } from '#model/store.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { groupUnder } from '#enforce/owner-settings.ts';
import type { Examiner } from '#pipeline/examine.ts';
import { foresee } from '#pipeline/foresee.ts';
import { tryPost } from '#pipeline/try-post.ts';
import type { Shelf } from '#assembly/shelf.ts';

interface Views {
  readonly store: Pick<Store, 'groups'>;
  readonly shelf: Shelf;
  readonly examiner: Examiner;
  readonly owners: OwnerDesk;
  readonly timeZone: string;
}

/** What the owner's page shows before anything is saved. */
export function ownerViews({
  store,
  shelf,
  examiner,
  owners,
  timeZone,
}: Views): Pick<ConsoleParts, 'foresee' | 'tryPost'> {
  const parts = { ...shelf, isMark: examiner.isMark, tz: timeZone };
  return {
    async foresee(group, since, after) {
      const [traces, { settings: before }] = [await store.groups.traces(group.id, since), await owners.current(group)];
      return foresee(parts, { traces, group, since, before, after });
    },
    tryPost: (group, settings, text) =>
      tryPost({ ...examiner, catalogue: shelf.catalogue }, groupUnder(group, settings, examiner.clock()), text),
  };
}
