import * as z from 'zod';
import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import type { Api } from '#gateway/wecom/api/client.ts';
import { isOutsider, isRobot } from '#gateway/wecom/ids.ts';
import { sideBySide } from '#gateway/wecom/side-by-side.ts';

/** Names of members, as the directory knows them. */
export interface Directory {
  /** The id where the directory does not tell: a name is a courtesy, nothing waits for it. */
  name(userid: string, signal: AbortSignal): Promise<string>;
  /** Several at once. */
  names(userids: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  forget(): void;
}

const User = z.object({ name: z.string().default('') });
const day = 24 * 3_600_000;
/** A directory that did not answer is asked again after this. */
const pause = 5 * 60_000;
const mostKnown = 50_000;

export function createDirectory(api: Api, clock: () => Moment): Directory {
  const known = new Map<string, { readonly name: string; readonly until: Moment }>();
  const ask = async (userid: string, signal: AbortSignal): Promise<{ name: string; for: number }> => {
    try {
      const call = { as: 'app', method: 'GET', path: '/cgi-bin/user/get', query: { userid } } as const;
      const answer = await api.call(User, call, signal);
      return { name: (answer.ok && answer.value.name) || userid, for: day };
    } catch (error) {
      if (error instanceof Transient) return { name: userid, for: pause };
      throw error;
    }
  };
  const name: Directory['name'] = async (userid, signal) => {
    if (isOutsider(userid)) return '外部成员';
    if (isRobot(userid)) return '机器人';
    const before = known.get(userid);
    if (before && before.until > clock()) return before.name;
    const found = await ask(userid, signal);
    if (known.size >= mostKnown) known.clear();
    known.set(userid, { name: found.name, until: clock() + found.for });
    return found.name;
  };
  return {
    name,
    async names(userids, signal) {
      const pairs = await sideBySide([...new Set(userids)], async (id) => [id, await name(id, signal)] as const);
      return new Map(pairs);
    },
    forget: () => known.clear(),
  };
}
