import * as z from 'zod';
import type { Moment } from '#model/ids.ts';
import type { Api } from '#gateway/wecom/api/client.ts';

/** Whom the archive records: a group is seen while one of them is in it. */
export interface Seats {
  /** True where the platform does not tell. */
  sees(members: readonly string[], signal: AbortSignal): Promise<boolean>;
  /** How many are recorded, as was told last; null where nobody asked or the platform does not tell. */
  taken(): number | null;
}

const Permitted = z.object({ ids: z.array(z.string()).default([]) });
const knownFor = 5 * 60_000;

export function createSeats(api: Api, clock: () => Moment): Seats {
  let known: { readonly ids: ReadonlySet<string> | null; readonly until: Moment } | null = null;
  const permitted = async (signal: AbortSignal): Promise<ReadonlySet<string> | null> => {
    if (known && known.until > clock()) return known.ids;
    const path = '/cgi-bin/msgaudit/get_permit_user_list';
    const answer = await api.call(Permitted, { as: 'archive', method: 'POST', path, body: {} }, signal);
    const ids = answer.ok ? new Set(answer.value.ids) : null;
    known = { ids, until: clock() + knownFor };
    return ids;
  };
  return {
    taken: () => known?.ids?.size ?? null,
    async sees(members, signal) {
      const ids = await permitted(signal);
      return ids === null || members.some((member) => ids.has(member));
    },
  };
}
