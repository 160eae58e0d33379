import * as z from 'zod';
import type { Group } from '#model/group.ts';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { OwnerAnswer, OwnerRefusal } from '#model/owner.ts';
import type { OwnerGroupWire, OwnerWire } from '#model/owner-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { openRoute, type Route } from '#console/route.ts';
import { OwnerForm } from '#console/owner-form.ts';
import { withClaim } from '#console/routes/notice.ts';
import { Id, line } from '#console/schemas.ts';
import { contactOf } from '#console/views/contact.ts';
import { versionsOf } from '#console/views/versions.ts';
import { coverageWords } from '#console/views/words.ts';

const day = 24 * 3_600_000;
/** So long traces are kept. */
const lookback = 14 * day;
const mostPeople = 60;
const Token = z.object({ token: z.string().max(1000) });
const Place = z.object({ token: z.string().max(1000), group: Id });
const Draft = z.object({ params: Place, body: z.object({ settings: OwnerForm }) });
const Trial = z.object({ params: Place, body: z.object({ settings: OwnerForm, text: line(1, 500, 'lines') }) });
const Save = z.object({ params: Place, body: z.object({ base: z.number().int().min(0), settings: OwnerForm }) });
const Undo = z.object({ params: Place, body: z.object({ base: z.number().int().min(0) }) });

/** What an owner reads and sets behind his signed link; that he owns the group is asked of the group each time. */
export function ownerRoutes(parts: ConsoleParts): readonly Route[] {
  const { owners, now } = parts;
  const at = (what: string): string => `/owner/:token/groups/:group/${what}`;
  return [
    openRoute({
      method: 'get',
      path: '/owner/:token',
      who: 'link',
      summary: '群主名下的群和设置（凭私密链接）',
      reads: z.object({ params: Token }),
      handle: ({ params }) =>
        withClaim(parts, 'owner', params.token, async ({ person }) => ok(await page(parts, person))),
    }),
    openRoute({
      method: 'get',
      path: at('history'),
      who: 'link',
      summary: '本群设置的各个版本和改动',
      reads: z.object({ params: Place }),
      handle: ({ params }) =>
        asOwner(parts, params, async (group) =>
          ok({ versions: await versionsOf(parts, await owners.history(group.id)) }),
        ),
    }),
    openRoute({
      method: 'post',
      path: at('foresee'),
      who: 'link',
      summary: '保存之前：按最近 14 天的痕迹推算改动的影响，只有数量',
      reads: Draft,
      handle: ({ params, body }) =>
        asOwner(parts, params, async (group) => ok(await parts.foresee(group, now() - lookback, body.settings))),
    }),
    openRoute({
      method: 'post',
      path: at('try'),
      who: 'link',
      summary: '试一试：写一句话看会怎样判，不保存；像有标志的只回“请不要输入”',
      reads: Trial,
      handle: ({ params, body }) =>
        asOwner(parts, params, async (group) => ok(await parts.tryPost(group, body.settings, body.text))),
    }),
    openRoute({
      method: 'post',
      path: at('save'),
      who: 'link',
      summary: '保存为新的版本，下一条消息起生效',
      reads: Save,
      handle: ({ params, body }) => act(parts, params, (person, id) => owners.change(person, id, body)),
    }),
    openRoute({
      method: 'post',
      path: at('undo'),
      who: 'link',
      summary: '恢复上一个版本（也是一个新版本）',
      reads: Undo,
      handle: ({ params, body }) => act(parts, params, (person, id) => owners.undo(person, id, body.base)),
    }),
    openRoute({
      method: 'post',
      path: at('accept'),
      who: 'link',
      summary: '一键采用单位的默认模板',
      reads: z.object({ params: Place }),
      handle: ({ params }) => act(parts, params, (person, id) => owners.accept(person, id)),
    }),
  ];
}

async function page(parts: ConsoleParts, person: Pseudonym): Promise<OwnerWire> {
  const { store, owners, unitDefaults, templates, ownerFacts } = parts;
  const [unit, groups] = [await store.unit(), await owners.groupsOf(person)];
  return {
    office: contactOf(unit ?? unitDefaults),
    groups: await Promise.all(groups.map((group) => groupWire(parts, group))),
    templates: templates.map(({ id, title, describes }) => ({ id, title, describes })),
    fileKinds: ownerFacts.fileKinds,
    floor: ownerFacts.floor,
  };
}

async function groupWire(parts: ConsoleParts, group: Group): Promise<OwnerGroupWire> {
  const { store, owners, templates, unitDefaults } = parts;
  const { settings, version } = await owners.current(group);
  const template = (await store.unit())?.template ?? unitDefaults.template;
  return {
    id: group.id,
    name: group.name,
    members: group.members,
    outsiders: group.outsiders,
    coverage: coverageWords(group.abilities),
    isAnswered: group.answeredAt !== null,
    version,
    settings,
    people: await peopleOf(parts, group, settings.posters?.also ?? []),
    offer: { template, title: templates.find(({ id }) => id === template)?.title ?? template },
  };
}

/** Who posted here in the last 14 days, and who is named already. */
async function peopleOf({ store, now }: ConsoleParts, { id, owner }: Group, named: readonly Pseudonym[]) {
  const traces = await store.groups.traces(id, now() - lookback);
  const all = [...new Set([...named, ...traces.map(({ sender }) => sender)])].filter((one) => one !== owner);
  const found = await Promise.all(all.slice(0, mostPeople).map((person) => store.people.find(person)));
  return found.flatMap((person) => (person ? [{ person: person.pseudonym, name: person.name }] : []));
}

type Where = z.output<typeof Place>;

function asOwner(
  parts: ConsoleParts,
  { token, group: id }: Where,
  handle: (group: Group) => Promise<JsonReply>,
): Promise<JsonReply> {
  return withClaim(parts, 'owner', token, async ({ person }) => {
    const group = await parts.store.groups.find(id);
    return group?.owner === person && group.state === 'active' ? handle(group) : notYours();
  });
}

function notYours(): JsonReply {
  return refused(403, 'not-yours', '您现在不是这个群的群主。');
}

const statuses: Readonly<Record<OwnerRefusal, number>> = {
  'not-yours': 403,
  stale: 409,
  'bad-template': 422,
  'words-not-welcome': 422,
  'nothing-to-undo': 409,
  'nothing-changed': 409,
};

function act(
  parts: ConsoleParts,
  { token, group }: Where,
  deed: (person: Pseudonym, id: GroupId) => Promise<OwnerAnswer>,
): Promise<JsonReply> {
  return withClaim(parts, 'owner', token, async ({ person }) => {
    const answer = await deed(person, group);
    if (answer.ok) return ok(await groupWire(parts, answer.group));
    return refused(statuses[answer.refused], answer.refused, answer.says);
  });
}
