import * as z from 'zod';
import { get, post, type Ask, type Routes } from './api.ts';
import { characters, checked, list, refuse } from './refusal.ts';
import { personOf, type World } from './world.ts';

const range = z.object({
  user_list: list(z.string(), 1000).default([]),
  department_list: list(z.int(), 1000).default([]),
});
const words = list(characters(1, 32), 300);
const semantics = z.array(z.int().min(1).max(3)).default([]);
const intercept = z.int().min(1).max(2);
const added = z.looseObject({
  rule_name: characters(1, 20),
  word_list: words.refine((all) => all.length > 0),
  semantics_list: semantics,
  intercept_type: intercept,
  applicable_range: range,
});
const changed = z.looseObject({
  rule_id: z.string(),
  rule_name: characters(1, 20).optional(),
  word_list: words.optional(),
  extra_rule: z.object({ semantics_list: semantics }).optional(),
  intercept_type: intercept.optional(),
  add_applicable_range: range.optional(),
  remove_applicable_range: range.optional(),
});
const named = z.looseObject({ rule_id: z.string() });

export interface InterceptRule {
  readonly rule_id: string;
  rule_name: string;
  word_list: readonly string[];
  semantics_list: readonly number[];
  intercept_type: number;
  applicable_range: z.infer<typeof range>;
  readonly create_time: number;
}

/** externalcontact: intercept rules (at most 100) and customer groups. */
export function createCustomers(world: World) {
  const rules: Rules = new Map();
  return {
    routes: { ...adding(world, rules), ...editing(rules), ...customerGroups(world) },
    rules,
    /** What happens to a text an employee sends to a customer. */
    judge(userid: string, text: string): 'sent' | 'warned' | 'blocked' {
      const hit = [...rules.values()].filter(
        (rule) => isInRange(rule, userid) && rule.word_list.some((word) => text.includes(word)),
      );
      if (hit.some((rule) => rule.intercept_type === 1)) return 'blocked';
      return hit.length > 0 ? 'warned' : 'sent';
    },
  };

  function isInRange({ applicable_range }: InterceptRule, userid: string): boolean {
    const inDepartment = personOf(world, userid)?.department.some((one) =>
      applicable_range.department_list.includes(one),
    );
    return applicable_range.user_list.includes(userid) || inDepartment === true;
  }
}

type Rules = Map<string, InterceptRule>;

function adding(world: World, rules: Rules): Routes {
  return {
    '/cgi-bin/externalcontact/add_intercept_rule': post((ask) => {
      allowed(ask);
      const { rule_name, word_list, semantics_list, intercept_type, applicable_range } = checked(added, ask.body);
      if (applicable_range.user_list.length + applicable_range.department_list.length === 0)
        refuse(40058, 'empty applicable_range');
      if (rules.size >= 100) refuse(40058, 'at most 100 rules');
      const rule_id = world.newId('rule');
      rules.set(rule_id, {
        rule_id,
        rule_name,
        word_list,
        semantics_list,
        intercept_type,
        applicable_range,
        create_time: Math.floor(world.now() / 1000),
      });
      return { rule_id };
    }),
    '/cgi-bin/externalcontact/get_intercept_rule_list': get((ask) => {
      allowed(ask);
      return {
        rule_list: [...rules.values()].map(({ rule_id, rule_name, create_time }) => ({
          rule_id,
          rule_name,
          create_time,
        })),
      };
    }),
  };
}

function editing(rules: Rules): Routes {
  const find = (id: string): InterceptRule => rules.get(id) ?? refuse(40058, 'invalid rule_id');
  return {
    '/cgi-bin/externalcontact/get_intercept_rule': post((ask) => {
      allowed(ask);
      const { semantics_list, create_time: _createdAt, ...rule } = find(checked(named, ask.body).rule_id);
      return { rule: { ...rule, extra_rule: { semantics_list } } };
    }),
    '/cgi-bin/externalcontact/update_intercept_rule': post((ask) => {
      allowed(ask);
      const change = checked(changed, ask.body);
      const rule = find(change.rule_id);
      rule.rule_name = change.rule_name ?? rule.rule_name;
      rule.word_list = change.word_list ?? rule.word_list;
      rule.semantics_list = change.extra_rule?.semantics_list ?? rule.semantics_list;
      rule.intercept_type = change.intercept_type ?? rule.intercept_type;
      const { add_applicable_range: more, remove_applicable_range: less } = change;
      rule.applicable_range = {
        user_list: without(rule.applicable_range.user_list, more?.user_list, less?.user_list),
        department_list: without(rule.applicable_range.department_list, more?.department_list, less?.department_list),
      };
      return {};
    }),
    '/cgi-bin/externalcontact/del_intercept_rule': post((ask) => {
      allowed(ask);
      rules.delete(find(checked(named, ask.body).rule_id).rule_id);
      return {};
    }),
  };
}

function customerGroups(world: World): Routes {
  return {
    '/cgi-bin/externalcontact/groupchat/get': post((ask) => {
      allowed(ask);
      const group = world.groups.get(checked(z.looseObject({ chat_id: z.string() }), ask.body).chat_id);
      if (group?.kind !== 'customer') return refuse(40050);
      const members = [...group.members].map(([userid, at]) => {
        const person = personOf(world, userid);
        return {
          userid,
          type: person ? 1 : 2,
          join_time: Math.floor(at / 1000),
          join_scene: 1,
          name: person?.name ?? userid,
        };
      });
      return {
        group_chat: {
          chat_id: group.id,
          name: group.name,
          owner: group.owner,
          create_time: Math.floor(group.createdAt / 1000),
          notice: '',
          member_list: members,
          admin_list: [],
        },
      };
    }),
  };
}

/** The customers' secret, or an app in the list of those that may call. */
function allowed({ caller }: Ask): void {
  if (caller.kind !== 'customers' && !(caller.kind === 'app' && caller.agent.mayCustomers)) refuse(48002);
}

function without<T>(have: readonly T[], more: readonly T[] = [], less: readonly T[] = []): T[] {
  return [...new Set([...have, ...more])].filter((one) => !less.includes(one));
}
