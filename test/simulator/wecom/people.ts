import type { createCallbacks } from './callbacks.ts';
import type { createCodes } from './codes.ts';
import type { Delivery } from './courier.ts';
import { must, personOf, type Person, type Shown, type World } from './world.ts';
import { readXml, type XmlFields } from './xml.ts';

export interface NewPerson {
  readonly userid: string;
  readonly name?: string;
  readonly department?: readonly number[];
  readonly leader?: string | null;
  readonly tags?: readonly number[];
  readonly isLicensed?: boolean;
}

type Selected = Readonly<Record<string, readonly string[]>>;

/** What members and the administrator do in their clients. */
export function createPeople(
  world: World,
  callbacks: ReturnType<typeof createCallbacks>,
  codes: ReturnType<typeof createCodes>,
) {
  const add = ({
    userid,
    name = userid,
    department = [1],
    leader = null,
    tags = [],
    isLicensed = true,
  }: NewPerson): void => {
    world.people.set(userid.toLowerCase(), { userid, name, department, leader, tags, isLicensed, status: 1 });
  };
  const find = (userid: string): Person => must(personOf(world, userid), userid);
  const cardOf = (userid: string, msgid: string): Shown =>
    must(
      world.shown.find((one) => one.msgid === msgid && one.to === userid),
      `card ${msgid} of ${userid}`,
    );
  const press = async (
    event: string,
    userid: string,
    msgid: string,
    key: string,
    selected: Selected,
  ): Promise<Delivery> => {
    const card = cardOf(userid, msgid);
    if (card.note !== null || card.recalledAt !== null) throw new Error(`the card ${msgid} has no button any more`);
    const agentid = Number(card.from.id);
    const fields = {
      ...facts(card.body),
      Event: event,
      EventKey: key,
      ResponseCode: codes.issue(agentid, msgid, userid),
      ...items(selected),
    };
    const delivery = await callbacks.event(agentid, userid, fields);
    updateFrom(card, delivery.reply);
    return delivery;
  };
  return {
    add,
    leave: (userid: string): void => void (find(userid).status = 5),
    /** What stands in a member's chats with apps, oldest first; recalled messages are gone. */
    sees: (userid: string): readonly Shown[] =>
      world.shown.filter((one) => one.to === userid && one.recalledAt === null),
    click: (userid: string, msgid: string, key: string, selected: Selected = {}): Promise<Delivery> =>
      press('template_card_event', userid, msgid, key, selected),
    clickMenu: (userid: string, msgid: string, key: string): Promise<Delivery> =>
      press('template_card_menu_event', userid, msgid, key, {}),
    write: (userid: string, agentid: number, text: string): Promise<Delivery> =>
      callbacks.message(agentid, find(userid).userid, { MsgType: 'text', Content: text }),
    enterAgent: (userid: string, agentid: number): Promise<Delivery> =>
      callbacks.event(agentid, find(userid).userid, { Event: 'enter_agent', EventKey: '' }),
    tapMenu: (userid: string, agentid: number, key: string): Promise<Delivery> =>
      callbacks.event(agentid, find(userid).userid, { Event: 'click', EventKey: key }),
    /** The administrator changes the address book: `create_user`, `update_user`, `delete_user`, … */
    changeContact: (agentid: number, change: string, fields: XmlFields): Promise<Delivery> =>
      callbacks.event(agentid, 'sys', { Event: 'change_contact', ChangeType: change, ...fields }),
  };
}

function facts(card: unknown): XmlFields {
  if (typeof card !== 'object' || card === null) return {};
  const taskId = 'task_id' in card && typeof card.task_id === 'string' ? card.task_id : '';
  const cardType = 'card_type' in card && typeof card.card_type === 'string' ? card.card_type : '';
  return { TaskId: taskId, CardType: cardType };
}

function items(selected: Selected): XmlFields {
  const all = Object.entries(selected);
  if (all.length === 0) return {};
  return {
    SelectedItems: { SelectedItem: all.map(([QuestionKey, OptionId]) => ({ QuestionKey, OptionIds: { OptionId } })) },
  };
}

/** A passive reply changes the card of the one who clicked. */
function updateFrom(card: Shown, reply: string | null): void {
  if (reply === null) return;
  const kind = readXml(reply, 'MsgType');
  if (kind === 'update_button') card.note = readXml(reply, 'ReplaceName') ?? '';
  if (kind !== 'update_template_card') return;
  card.note = readXml(reply, 'ReplaceText') ?? '';
  card.body = { xml: reply };
}
