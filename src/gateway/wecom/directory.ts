import * as z from 'zod';
import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import type { Api, Call } from '#gateway/wecom/api/client.ts';
import { isOutsider, isRobot } from '#gateway/wecom/ids.ts';
import { sideBySide } from '#gateway/wecom/side-by-side.ts';

/** Members and departments, as the directory knows them; kept for a day, or until it says that it has changed. */
export interface Directory {
  /** The id where the directory does not tell: a name is a courtesy, nothing waits for it. */
  name(userid: string, signal: AbortSignal): Promise<string>;
  /** Several at once. */
  names(userids: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** With the names of his departments; those the app does not see are left out. */
  person(userid: string, signal: AbortSignal): Promise<DirectoryPerson>;
  forget(): void;
}

export interface DirectoryPerson {
  readonly name: string;
  readonly departments: readonly string[];
}

const User = z.object({ name: z.string().default(''), department: z.array(z.number()).default([]) });
const Department = z.object({ department: z.object({ name: z.string().default('') }) });
const day = 24 * 3_600_000;
/** A directory that did not answer is asked again after this. */
const pause = 5 * 60_000;
const mostKnown = 50_000;

export function createDirectory(api: Api, clock: () => Moment): Directory {
  const users = remembering(clock, (userid, signal) =>
    ask(api, User, { path: '/cgi-bin/user/get', query: { userid } }, signal),
  );
  const departments = remembering(clock, (id, signal) =>
    ask(api, Department, { path: '/cgi-bin/department/get', query: { id }, isQuiet: true }, signal),
  );
  const name: Directory['name'] = async (userid, signal) => {
    if (isOutsider(userid)) return '外部成员';
    if (isRobot(userid)) return '机器人';
    return (await users.get(userid, signal))?.name || userid;
  };
  return {
    name,
    async names(userids, signal) {
      const pairs = await sideBySide([...new Set(userids)], async (id) => [id, await name(id, signal)] as const);
      return new Map(pairs);
    },
    async person(userid, signal) {
      const user = await users.get(userid, signal);
      const found = await sideBySide(user?.department ?? [], (id) => departments.get(String(id), signal));
      return {
        name: user?.name || userid,
        departments: found.flatMap((one) => (one?.department.name ? [one.department.name] : [])),
      };
    },
    forget() {
      users.forget();
      departments.forget();
    },
  };
}

interface Looked<T> {
  readonly value: T | null;
  /** How long that holds. */
  readonly for: number;
}

/** A null of the directory holds as long as an answer; where it does not answer it is asked again soon. */
async function ask<T>(
  api: Api,
  schema: z.ZodType<T>,
  call: Pick<Call, 'path' | 'query' | 'isQuiet'>,
  signal: AbortSignal,
): Promise<Looked<T>> {
  try {
    const answer = await api.call(schema, { ...call, as: 'app', method: 'GET' }, signal);
    return { value: answer.ok ? answer.value : null, for: day };
  } catch (error) {
    if (error instanceof Transient) return { value: null, for: pause };
    throw error;
  }
}

function remembering<T>(clock: () => Moment, find: (id: string, signal: AbortSignal) => Promise<Looked<T>>) {
  const known = new Map<string, { readonly value: T | null; readonly until: Moment }>();
  return {
    async get(id: string, signal: AbortSignal): Promise<T | null> {
      const before = known.get(id);
      if (before && before.until > clock()) return before.value;
      const { value, for: term } = await find(id, signal);
      if (known.size >= mostKnown) known.clear();
      known.set(id, { value, until: clock() + term });
      return value;
    },
    forget: () => known.clear(),
  };
}
