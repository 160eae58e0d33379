import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { QuizStore } from '#model/quiz-store.ts';
import type { Contest, Excuse, Membership, QuizSetting } from '#model/round.ts';
import type { Base } from '#store/base.ts';
import { fromJson, type Value } from '#store/database.ts';

export interface QuizPeople {
  readonly port: Pick<QuizStore, 'setting' | 'settings' | 'excuses' | 'members' | 'groupsOf' | 'contests'>;
  /** All inside a transaction. */
  set(setting: QuizSetting): void;
  excuse(excuse: Excuse): void;
  pardon(excuse: Pick<Excuse, 'person' | 'why'>): void;
  seat(membership: Membership): void;
  contest(contest: Contest): void;
}

interface MemberRow {
  readonly group_id: GroupId;
  readonly person: Pseudonym;
  readonly since: Moment;
  readonly left_at: Moment | null;
}

export function openQuizPeople(base: Base): QuizPeople {
  return { port: { ...settings(base), ...people(base), contests: contests(base) }, ...changing(base) };
}

function settings({ sql }: Base): Pick<QuizStore, 'setting' | 'settings'> {
  const one = sql.prepare<[group: GroupId], { record: string }>('SELECT record FROM quiz_settings WHERE group_id = $1');
  const all = sql.prepare<[], { record: string }>('SELECT record FROM quiz_settings ORDER BY group_id');
  return {
    async setting(group) {
      const row = one.get(group);
      return row ? fromJson<QuizSetting>(row.record) : null;
    },
    settings: async () => all.all().map(({ record }) => fromJson<QuizSetting>(record)),
  };
}

function people({ sql }: Base): Pick<QuizStore, 'excuses' | 'members' | 'groupsOf'> {
  const excused = sql.prepare<
    [now: Moment],
    { person: Pseudonym; why: Excuse['why']; from_at: Moment; until_at: Moment | null }
  >(
    `SELECT person, why, from_at, until_at FROM quiz_excuses WHERE from_at <= $1 AND (until_at IS NULL OR until_at > $1) ORDER BY person, why`,
  );
  const columns = 'SELECT group_id, person, since, left_at FROM quiz_members WHERE left_at IS NULL';
  const ofGroup = sql.prepare<[group: GroupId], MemberRow>(`${columns} AND group_id = $1 ORDER BY since, person`);
  const ofPerson = sql.prepare<[person: Pseudonym], MemberRow>(`${columns} AND person = $1 ORDER BY since, group_id`);
  const seatOf = ({ group_id: group, person, since, left_at: leftAt }: MemberRow): Membership => ({
    group,
    person,
    since,
    leftAt,
  });
  return {
    excuses: async (now) =>
      excused.all(now).map(({ person, why, from_at: from, until_at: until }) => ({ person, why, from, until })),
    members: async (group) => ofGroup.all(group).map(seatOf),
    groupsOf: async (person) => ofPerson.all(person).map(seatOf),
  };
}

function contests({ sql }: Base): QuizStore['contests'] {
  const find = sql.prepare<
    [item: string, state: string],
    Omit<Contest, 'answeredAt' | 'by'> & { readonly answered_at: Moment | null; readonly account: string | null }
  >(
    `SELECT item, person, why, at, state, answered_at, account, answer FROM quiz_contests
     WHERE ($1 = '' OR item = $1) AND ($2 = '' OR state = $2) ORDER BY at, item, person`,
  );
  return async ({ item = '', state = '' }) =>
    find.all(item, state).map(({ answered_at: answeredAt, account: by, ...row }) => ({ ...row, answeredAt, by }));
}

function changing({ sql }: Base): Omit<QuizPeople, 'port'> {
  const set = sql.prepare<[group: GroupId, record: string]>(
    `INSERT INTO quiz_settings (group_id, record) VALUES ($1, $2) ON CONFLICT (group_id) DO UPDATE SET record = excluded.record`,
  );
  const excuse = sql.prepare<Value[]>(
    `INSERT INTO quiz_excuses (person, why, from_at, until_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person, why) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at`,
  );
  const pardon = sql.prepare<[person: Pseudonym, why: string]>(
    'DELETE FROM quiz_excuses WHERE person = $1 AND why = $2',
  );
  const seat = sql.prepare<Value[]>(
    `INSERT INTO quiz_members (group_id, person, since, left_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (group_id, person) DO UPDATE SET since = excluded.since, left_at = excluded.left_at`,
  );
  const contest = sql.prepare<Value[]>(
    `INSERT INTO quiz_contests (item, person, why, at, state, answered_at, account, answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (item, person) DO UPDATE SET why = excluded.why, at = excluded.at, state = excluded.state,
       answered_at = excluded.answered_at, account = excluded.account, answer = excluded.answer`,
  );
  return {
    set: (setting) => void set.run(setting.group, JSON.stringify(setting)),
    excuse: ({ person, why, from, until }) => void excuse.run(person, why, from, until),
    pardon: ({ person, why }) => void pardon.run(person, why),
    seat: ({ group, person, since, leftAt }) => void seat.run(group, person, since, leftAt),
    contest: ({ item, person, why, at, state, answeredAt, by, answer = null }) =>
      void contest.run(item, person, why, at, state, answeredAt, by, answer),
  };
}
