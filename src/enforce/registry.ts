import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { GroupInfo, Inbound } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import { platformOf, type GroupId, type MemberId, type Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { House } from '#enforce/house.ts';
import { isInternal, outsidersFound } from '#enforce/outsiders.ts';
import { settingsChange, settingsOf } from '#enforce/owner-settings.ts';
import { hour, tellPerson } from '#enforce/part.ts';

type Of<K extends Inbound['kind']> = Extract<Inbound, { kind: K }>;

export interface Registry {
  onJoined(inbound: Of<'joined'>, signal: AbortSignal): Promise<void>;
  onLeft(inbound: Of<'left'>): Promise<void>;
  onGroupChanged(inbound: Of<'group-changed'>, signal: AbortSignal): Promise<void>;
  /** Groups the bot finds itself in at start: registered silently, the office hears of them once. */
  registerFound(groups: readonly GroupInfo[]): Promise<void>;
  /** The office chooses a found group: the bot introduces itself and asks the owner. False when there is no such group. */
  introduce(id: GroupId, actor: Actor): Promise<boolean>;
  /** Only the owner chooses; false when it was somebody else or there is no such template. */
  chooseTemplate(member: MemberId, id: GroupId, template: string): Promise<boolean>;
  /** The office may switch a group to live when its owner does not answer. */
  goLive(id: GroupId, actor: Actor): Promise<boolean>;
}

export interface RegistryParts extends House {
  readonly isTemplate: (id: string) => boolean;
  /** Where no unit is set up yet. */
  readonly defaultTemplate: string;
  /** Templates of groups in which people of other units have no place. */
  readonly internal: ReadonlySet<string>;
}

const bot: Actor = { kind: 'bot' };
/** An owner who has not answered is reminded (decisions.md, Joining). */
const ownerPatience = 7 * 24 * hour;

/** The unit's register of groups, kept as the platforms tell it. */
export function createRegistry(parts: RegistryParts): Registry {
  const { store, clock } = parts;
  const infoOf = async (id: GroupId, signal: AbortSignal): Promise<GroupInfo | null> =>
    (await parts.gateways.get(platformOf(id))?.group(id, signal)) ?? null;
  return {
    async onJoined(inbound, signal) {
      const info = await infoOf(inbound.group, signal);
      const known = await store.groups.find(inbound.group);
      if (!info) return answer(parts, inbound.key);
      // Who comes back introduces himself again.
      const group: Group = {
        ...(await rowOf(parts, info, known)),
        joinedAt: clock(),
        introducedAt: null,
        state: 'active',
      };
      const found = await outsidersIn(parts, group, clock());
      await store.record({
        answers: [inbound.key],
        groups: [group],
        deeds: [...greeting(group, clock()), ...found.deeds],
        ledger: [
          ...found.ledger,
          row('group-joined', group.id, clock(), { sees: group.abilities.sees, retracts: group.abilities.retracts }),
        ],
      });
      parts.onWake();
    },
    async onLeft(inbound) {
      const known = await store.groups.find(inbound.group);
      if (!known) return answer(parts, inbound.key);
      const state = inbound.why === 'dissolved' ? 'dissolved' : 'left';
      await store.record({
        answers: [inbound.key],
        groups: [{ ...known, state }],
        ledger: [row('group-left', known.id, clock(), { why: inbound.why })],
      });
    },
    async onGroupChanged(inbound, signal) {
      const [info, known] = [await infoOf(inbound.group, signal), await store.groups.find(inbound.group)];
      if (!info || !known) return answer(parts, inbound.key);
      await store.record({ answers: [inbound.key], ...(await changed(parts, info, known, inbound.what)) });
      parts.onWake();
    },
    registerFound: (groups) => registerFound(parts, groups),
    async introduce(id, actor) {
      const group = await store.groups.find(id);
      if (!group || group.state !== 'active') return false;
      await store.record({
        deeds: greeting(group, clock()),
        ledger: [{ ...row('setting-changed', id, clock(), { what: 'introduce' }), actor }],
      });
      parts.onWake();
      return true;
    },
    chooseTemplate: (member, id, template) => chooseTemplate(parts, member, id, template),
    async goLive(id, actor) {
      const group = await store.groups.find(id);
      if (!group || group.state !== 'active') return false;
      const settings = { ...settingsOf(group, parts.internal), mode: 'live' } as const;
      const version = ((await store.groups.settings(id))[0]?.version ?? 0) + 1;
      const made = settingsChange({ group, settings, version, at: clock(), actor });
      await store.record({
        ...made,
        // The owner has still not answered.
        groups: [{ ...group, mode: 'live' }],
        ledger: [{ ...row('setting-changed', id, clock(), { mode: 'live' }), actor }],
      });
      return true;
    },
  };
}

async function answer(parts: RegistryParts, key: string): Promise<void> {
  await parts.store.record({ answers: [key] });
}

async function registerFound(parts: RegistryParts, groups: readonly GroupInfo[]): Promise<void> {
  const { store } = parts;
  const known = new Map((await store.groups.list()).map((group) => [group.id, group]));
  for (const info of groups) await refresh(parts, info, known.get(info.id) ?? null);
  const found = groups.filter(({ id }) => !known.has(id));
  if (found.length === 0) return;
  const now = parts.clock();
  const rows = await Promise.all(found.map((info) => rowOf(parts, info, null)));
  const duty = (await store.unit())?.roster[0];
  const told: NewDeed[] = duty
    ? [
        {
          key: `groups-found/${now}`,
          dueAt: now,
          deed: {
            kind: 'tell',
            to: { kind: 'person', person: duty.person },
            text: 'groups-found',
            case: null,
            group: null,
          },
        },
      ]
    : [];
  const strangers = await Promise.all(rows.map((group) => outsidersIn(parts, group, now)));
  await store.record({
    groups: rows,
    deeds: [...told, ...strangers.flatMap(({ deeds }) => deeds)],
    ledger: [...rows.map((group) => row('group-found', group.id, now)), ...strangers.flatMap(({ ledger }) => ledger)],
  });
  parts.onWake();
}

/** What has changed while nobody told, as where the operator has found out how long members can take a post back. */
async function refresh(parts: RegistryParts, info: GroupInfo, known: Group | null): Promise<void> {
  if (known?.state !== 'active') return;
  const fresh = await rowOf(parts, info, known);
  const aspects = ['abilities', 'owner', 'name', 'members', 'outsiders'] as const;
  const what = aspects.find((aspect) => !isDeepStrictEqual(fresh[aspect], known[aspect]));
  if (what !== undefined) await parts.store.record(await changed(parts, info, known, what));
}

async function chooseTemplate(parts: RegistryParts, member: MemberId, id: GroupId, template: string): Promise<boolean> {
  const { store } = parts;
  const [group, person] = await Promise.all([store.groups.find(id), store.people.pseudonym(member, null)]);
  if (!group || group.owner !== person || !parts.isTemplate(template)) return false;
  const now = parts.clock();
  const actor = { kind: 'member', person } as const;
  const settings = { ...settingsOf(group, parts.internal), template, mode: 'live' } as const;
  const version = ((await store.groups.settings(id))[0]?.version ?? 0) + 1;
  const made = settingsChange({ group, settings, version, at: now, actor });
  await store.record({
    ...made,
    deeds: [
      {
        key: `${id}/template-chosen/${now}`,
        dueAt: now,
        deed: { kind: 'tell', to: { kind: 'person', person }, text: 'template-chosen', case: null, group: id },
      },
    ],
    ledger: [{ ...row('template-chosen', id, now, { template }), actor }],
  });
  parts.onWake();
  return true;
}

/** What follows from a new name, owner or ability. A new owner is asked as the first was; wider sight is announced before it is used. */
async function changed(parts: RegistryParts, info: GroupInfo, known: Group, what: string) {
  const now = parts.clock();
  const fresh = await rowOf(parts, info, known);
  const seesMore = known.abilities.sees !== 'every-post' && fresh.abilities.sees === 'every-post';
  const group: Group = { ...fresh, introducedAt: seesMore ? null : known.introducedAt };
  const isNewOwner = group.owner !== known.owner;
  const isHandedOver = isNewOwner && group.owner !== null && group.answeredAt !== null;
  const found = group.outsiders > known.outsiders ? await outsidersIn(parts, group, now) : nobody;
  return {
    groups: [group],
    deeds: [
      ...(seesMore ? [introduction(group, now)] : []),
      ...(isNewOwner && group.answeredAt === null && known.introducedAt !== null ? asking(group, now) : []),
      ...(isHandedOver && group.owner !== null
        ? [tellPerson(null, 'owner-handed-over', group.owner, now, { group: group.id, step: now })]
        : []),
      ...found.deeds,
    ],
    ledger: [row('group-changed', group.id, now, { what }), ...found.ledger],
  };
}

const nobody = { deeds: [], ledger: [] };

async function outsidersIn(parts: RegistryParts, group: Group, now: Moment) {
  if (group.outsiders === 0 || !isInternal(group, parts.internal)) return nobody;
  return outsidersFound(group, await parts.store.unit(), now);
}

async function rowOf(parts: RegistryParts, info: GroupInfo, known: Group | null): Promise<Group> {
  const [owner, unit] = await Promise.all([
    info.owner && parts.store.people.pseudonym(info.owner.id, info.owner.name),
    parts.store.unit(),
  ]);
  const now = parts.clock();
  return {
    id: info.id,
    name: info.name,
    owner,
    members: info.members,
    outsiders: info.outsiders,
    abilities: info.abilities,
    template: known?.template ?? unit?.template ?? parts.defaultTemplate,
    mode: known?.mode ?? 'marks-live',
    purpose: known?.purpose ?? '',
    endsAt: known?.endsAt ?? null,
    joinedAt: known?.joinedAt ?? now,
    introducedAt: known?.introducedAt ?? null,
    answeredAt: known?.answeredAt ?? null,
    state: known?.state ?? 'active',
    ...(known?.topics && { topics: known.topics }),
    ...(known?.settings && { settings: known.settings }),
  };
}

/** Three lines to the group, a question to its owner, and a reminder should he not answer. */
function greeting(group: Group, now: Moment): readonly NewDeed[] {
  return [introduction(group, now), ...(group.answeredAt === null ? asking(group, now) : [])];
}

function introduction(group: Group, now: Moment): NewDeed {
  return {
    key: `${group.id}/introduction/${now}`,
    dueAt: now,
    deed: {
      kind: 'tell',
      to: { kind: 'group', group: group.id },
      text: introductionOf(group),
      case: null,
      group: group.id,
    },
  };
}

function asking(group: Group, now: Moment): readonly NewDeed[] {
  const reminder: NewDeed = {
    key: `${group.id}/owner-reminder/${now}`,
    dueAt: now + ownerPatience,
    deed: { kind: 'owner-reminder', group: group.id },
  };
  if (group.owner === null) return [reminder];
  const deed = {
    kind: 'tell',
    to: { kind: 'person', person: group.owner },
    text: 'template-choice',
    case: null,
    group: group.id,
  } as const;
  return [{ key: `${group.id}/template-choice/${now}`, dueAt: now, deed }, reminder];
}

function introductionOf({ abilities, answeredAt }: Group): string {
  if (abilities.sees !== 'every-post') return 'introduction-mentions';
  return answeredAt === null ? 'introduction-shadow' : 'introduction';
}

function row(event: LedgerEntry['event'], group: GroupId, at: Moment, detail?: LedgerEntry['detail']): LedgerEntry {
  return { at, event, actor: bot, group, ...(detail && { detail }) };
}
