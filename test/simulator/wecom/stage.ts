import type { CallbackRequest } from '#model/gateway.ts';
import type { Stage, StagedGroup } from '../../contract/gateway-stage.ts';
import type { Envelope } from './courier.ts';
import type { Wecom } from './start.ts';
import { must, type Shown } from './world.ts';

export interface StageOptions {
  /** The app whose cards are pressed and that members write to. */
  readonly agentid: number;
  readonly kind: 'internal' | 'customer';
}

/** The stage of the gateway contract on the stand-in: ids bear `wecom:`, callbacks are held for the test to carry. */
export function createWecomStage(wecom: Wecom, options: StageOptions): Stage {
  const { groups, people, callbacks } = wecom;
  callbacks.hold();
  let rung = 0;
  const done = async (act: Promise<unknown>): Promise<void> => void (await act);
  return {
    group: async () => open(wecom, options.kind),
    post: async (group, sender, text) => named(groups.text(raw(group), raw(sender), text)),
    postFile: async (group, sender, file) => named(groups.file(raw(group), raw(sender), file)),
    recall: async (post, by) => void groups.revoke(roomOf(wecom, raw(post)), raw(by), raw(post)),
    press: (receipt, by, action) => done(people.click(raw(by), raw(receipt), keyOf(wecom, raw(receipt), action))),
    ask: (by, text) => done(people.write(raw(by), options.agentid, text)),
    rename: async (group, name) => groups.rename(raw(group), name),
    setOwner: async (group, owner) => groups.setOwner(raw(group), raw(owner)),
    // Nobody but people can take a post back on WeCom: there is nothing to allow.
    allowRetract: async () => {},
    setBot: async (group, present) => setScope(wecom, raw(group), present),
    dissolve: async (group) => groups.dissolve(raw(group)),
    shown: async ({ kind, id }) => (kind === 'group' ? groups.shows(raw(id)) : people.sees(raw(id))).map(titleOf),
    isVisible: async (post) => !groups.isRevoked(raw(post)),
    async callbacks() {
      // One ring for everything said since the last, as the platform does within 15 seconds.
      if (wecom.archive.seq() > rung) await callbacks.ring();
      rung = wecom.archive.seq();
      return callbacks.take().map(requestOf);
    },
    setOutage: async (isOut) => wecom.setOutage(isOut),
  };
}

const named = (id: string): string => `wecom:${id}`;
const raw = (id: string): string => id.replace(/^wecom:/, '');

function open({ world, groups, people }: Wecom, kind: StageOptions['kind']): StagedGroup {
  const [owner, member, outsider] = [world.newId('owner'), world.newId('member'), world.newId('wm')];
  for (const userid of [owner, member]) people.add({ userid });
  world.corp.permitted.set(owner, 1);
  const name = '项目群';
  const id = groups.create({ name, owner, members: [member, outsider], kind });
  return { id: named(id), name, owner: named(owner), member: named(member), outsider: named(outsider) };
}

/** The house sees a group while somebody in it is in the archive's scope. */
function setScope({ world }: Wecom, id: string, isSeen: boolean): void {
  const group = must(world.groups.get(id), id);
  for (const one of group.members.keys()) {
    if (!isSeen) world.corp.permitted.delete(one);
    else if (one === group.owner) world.corp.permitted.set(one, 1);
  }
}

function roomOf({ groups }: Wecom, msgid: string): string {
  return must(groups.roomOf(msgid), `post ${msgid}`);
}

/** The key that bears the action: how it is spelt is the house's affair. */
function keyOf({ world }: Wecom, msgid: string, action: string): string {
  const body = JSON.stringify(world.shown.find((one) => one.msgid === msgid)?.body ?? null);
  const keys = [...body.matchAll(/"key":"([^"]*)"/g)].map(([, key = '']) => key);
  return must(keys.find((key) => key === action) ?? keys.find((key) => key.includes(action)), `button ${action}`);
}

function titleOf({ body }: Shown): string {
  const text = JSON.stringify(body);
  const found = /"title":"([^"]*)"/.exec(text) ?? /"content":"[#*\s]*([^"\\*]*)/.exec(text);
  return found?.[1]?.trim() ?? '';
}

function requestOf({ query, body }: Envelope): CallbackRequest {
  return { method: 'POST', query, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}
