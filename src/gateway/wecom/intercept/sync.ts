import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Refusal } from '#model/gateway.ts';
import type { Answer, Api } from '#gateway/wecom/api/client.ts';
import type { InterceptSettings } from '#gateway/wecom/intercept/settings.ts';
import { mostRules, mostWords, packsOf } from '#gateway/wecom/intercept/words.ts';

/** What a synchronisation came to, as numbers. */
export type Synced =
  | { readonly ok: true; readonly rules: number; readonly words: number; readonly changed: number }
  | { readonly ok: false; readonly refused: Refusal | 'too-many'; readonly code: number };

export function notSyncedSays({ refused, code }: Extract<Synced, { ok: false }>): string {
  return refused === 'too-many'
    ? `聊天敏感词超过企业微信的上限（${mostRules} 条规则，每条 ${mostWords} 个词）：请减少 wecom.yaml 里 intercept 的词，或在管理后台删去别的规则。`
    : `聊天敏感词没有同步成功（${code}）：请在管理后台“客户与上下游 → 聊天敏感词”核对，并确认自建应用在“客户联系 → API → 可调用接口的应用”里。`;
}

const path = '/cgi-bin/externalcontact';
/** Rules of this name are ours; those of others are not touched. */
const prefix = '周知-';
const semantics = { phone: 1, email: 2, redpacket: 3 } as const;
const range = z.object({
  user_list: z.array(z.string()).default([]),
  department_list: z.array(z.number()).default([]),
});
const Listed = z.object({
  rule_list: z.array(z.object({ rule_id: z.string(), rule_name: z.string() })).default([]),
});
const Got = z.object({
  rule: z.object({
    word_list: z.array(z.string()).default([]),
    extra_rule: z.object({ semantics_list: z.array(z.number()).default([]) }).default({ semantics_list: [] }),
    intercept_type: z.number(),
    applicable_range: range,
  }),
});
const Nothing = z.object({});

interface Rule {
  readonly name: string;
  readonly words: readonly string[];
  readonly semantics: readonly number[];
  readonly type: number;
  readonly users: readonly string[];
  readonly departments: readonly number[];
}

/** Makes the tenant's rules what the unit chose; null takes ours away. */
export function syncIntercept(api: Api, settings: InterceptSettings | null, signal: AbortSignal): Promise<Synced> {
  return walk(caller(api, signal), settings);
}

/** What a synchronisation would change. */
export function compareIntercept(api: Api, settings: InterceptSettings, signal: AbortSignal): Promise<Synced> {
  const call = caller(api, signal);
  const looking: Caller = (deed, schema, body) =>
    deed.startsWith('get_') ? call(deed, schema, body) : Promise.resolve({ ok: true, value: schema.parse({}) });
  return walk(looking, settings);
}

async function walk(call: Caller, settings: InterceptSettings | null): Promise<Synced> {
  const listed = await call('get_intercept_rule_list', Listed);
  if (!listed.ok) return listed;
  const all = listed.value.rule_list;
  const ours = all.filter(({ rule_name }) => rule_name.startsWith(prefix));
  const wanted = settings ? rulesOf(settings) : [];
  if (all.length - ours.length + wanted.length > mostRules) return { ok: false, refused: 'too-many', code: 0 };
  const wantedNames = new Set(wanted.map(({ name }) => name));
  let changed = 0;
  for (const { rule_id, rule_name } of ours) {
    if (wantedNames.has(rule_name)) continue;
    const removed = await call('del_intercept_rule', Nothing, { rule_id });
    if (!removed.ok) return removed;
    changed += 1;
  }
  for (const rule of wanted) {
    const known = ours.find(({ rule_name }) => rule_name === rule.name);
    const done = known ? await correct(call, known.rule_id, rule) : await add(call, rule);
    if (!done.ok) return done;
    changed += done.value;
  }
  return { ok: true, rules: wanted.length, words: wanted.reduce((sum, { words }) => sum + words.length, 0), changed };
}

function rulesOf(settings: InterceptSettings): readonly Rule[] {
  const { users, departments } = settings;
  return packsOf(settings.words).map((words, index) => ({
    name: `${prefix}${String(index + 1).padStart(2, '0')}`,
    words,
    // What else is looked for stands in the first rule: once is enough.
    semantics: index === 0 ? ascending(settings.also.map((one) => semantics[one])) : [],
    type: settings.blocks ? 1 : 2,
    users: users.toSorted(),
    // The platform wants somebody: the whole unit where nobody is named.
    departments: users.length + departments.length === 0 ? [1] : ascending(departments),
  }));
}

type Caller = <T>(deed: string, schema: z.ZodType<T>, body?: object) => Promise<Answer<T>>;

function caller(api: Api, signal: AbortSignal): Caller {
  return (deed, schema, body) =>
    api.call(
      schema,
      { as: 'app', method: body ? 'POST' : 'GET', path: `${path}/${deed}`, ...(body && { body }) },
      signal,
    );
}

async function add(call: Caller, rule: Rule): Promise<Answer<number>> {
  const body = {
    rule_name: rule.name,
    word_list: rule.words,
    semantics_list: rule.semantics,
    intercept_type: rule.type,
    applicable_range: { user_list: rule.users, department_list: rule.departments },
  };
  const added = await call('add_intercept_rule', Nothing, body);
  return added.ok ? { ok: true, value: 1 } : added;
}

/** What somebody changed in the admin console is set right again. */
async function correct(call: Caller, rule_id: string, rule: Rule): Promise<Answer<number>> {
  const got = await call('get_intercept_rule', Got, { rule_id });
  if (!got.ok) return got;
  const { word_list, extra_rule, intercept_type, applicable_range } = got.value.rule;
  const { user_list, department_list } = applicable_range;
  const is = [word_list.toSorted(), ascending(extra_rule.semantics_list), intercept_type];
  const isRange = [user_list.toSorted(), ascending(department_list)];
  if (isDeepStrictEqual([...is, ...isRange], [rule.words, rule.semantics, rule.type, rule.users, rule.departments]))
    return { ok: true, value: 0 };
  const body = {
    rule_id,
    rule_name: rule.name,
    word_list: rule.words,
    extra_rule: { semantics_list: rule.semantics },
    intercept_type: rule.type,
    add_applicable_range: {
      user_list: without(rule.users, user_list),
      department_list: without(rule.departments, department_list),
    },
    remove_applicable_range: {
      user_list: without(user_list, rule.users),
      department_list: without(department_list, rule.departments),
    },
  };
  const updated = await call('update_intercept_rule', Nothing, body);
  return updated.ok ? { ok: true, value: 1 } : updated;
}

function ascending(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((a, b) => a - b);
}

function without<T>(these: readonly T[], those: readonly T[]): readonly T[] {
  return these.filter((one) => !those.includes(one));
}
