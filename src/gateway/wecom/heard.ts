import type { Inbound } from '#model/gateway.ts';
import { chooseAction, pickKey, readButtonKey, type ButtonKey } from '#gateway/wecom/button-key.ts';
import { digest, houseId } from '#gateway/wecom/ids.ts';
import { childrenAt, textAt, type XmlElement } from '#gateway/wecom/xml.ts';

/** What a callback of the app says. */
export interface Heard {
  readonly inbound: readonly Inbound[];
  /** The archive has something new. */
  readonly rang: boolean;
  /** The directory is not what it was. */
  readonly contactsChanged: boolean;
  /** A Chinese sentence for the operator. */
  readonly alarm: string | null;
  /** The button that was pressed, for the answer to whoever pressed it. */
  readonly pressed: ButtonKey | null;
  /** The card it stands on, and the code by which it may be changed once. */
  readonly card: { readonly task: string; readonly code: string; readonly userid: string } | null;
}

const nothing: Heard = { inbound: [], rang: false, contactsChanged: false, alarm: null, pressed: null, card: null };

/** The platform is about to switch the app off because nobody used it. */
const unused = ['inactive_alert', 'close_inactive_agent', 'low_active_alert', 'low_active'];
/** Opening the app, coming into or leaving its range, following a menu link: known, and nothing follows. */
const unusedSays = '企业微信提示本应用长期少人使用，将被停用或已停用：请登录管理后台“应用管理”查看并恢复。';

export function hear(message: XmlElement): Heard {
  return textAt(message, 'MsgType') === 'event' ? hearEvent(message) : hearWords(message);
}

function hearEvent(message: XmlElement): Heard {
  const event = textAt(message, 'Event');
  if (unused.includes(event)) return { ...nothing, alarm: unusedSays };
  switch (event) {
    case 'msgaudit_notify':
      return { ...nothing, rang: true };
    case 'change_contact':
      return { ...nothing, contactsChanged: true };
    case 'template_card_event':
    case 'template_card_menu_event':
      return hearPress(message);
    case 'click':
      return asked(message, textAt(message, 'EventKey'));
    default:
      return nothing;
  }
}

function hearPress(message: XmlElement): Heard {
  const pressed = pressedOf(message);
  const from = textAt(message, 'FromUserName');
  if (!pressed || from === '') return nothing;
  const { key: stamp, at } = stampOf(message);
  const card = { task: textAt(message, 'TaskId'), code: textAt(message, 'ResponseCode'), userid: from };
  return {
    ...nothing,
    pressed,
    card: card.task === '' || card.code === '' ? null : card,
    inbound: [{ key: stamp, at, kind: 'pressed', member: houseId(from), ...pressed }],
  };
}

/** The button itself, what was picked from a list, or what was chosen of a question. */
function pressedOf(message: XmlElement): ButtonKey | null {
  const key = textAt(message, 'EventKey');
  if (key === pickKey) return readButtonKey(selected(message, pickKey)[0] ?? '');
  const button = readButtonKey(key);
  if (button?.action !== chooseAction) return button;
  const chosen = selected(message, key).filter((id) => /^[A-T]$/.test(id));
  return chosen.length === 0 ? null : { ...button, action: `${chooseAction}/${chosen.toSorted().join('')}` };
}

function selected(message: XmlElement, question: string): readonly string[] {
  return childrenAt(message, 'SelectedItems')
    .flatMap((items) => childrenAt(items, 'SelectedItem'))
    .filter((item) => textAt(item, 'QuestionKey') === question)
    .flatMap((item) => childrenAt(item, 'OptionIds'))
    .flatMap((options) => childrenAt(options, 'OptionId'))
    .map(({ text }) => text);
}

/** What a member says to the app. Pictures, voices and films are not looked at: whoever sends them is answered as one who said nothing. */
function hearWords(message: XmlElement): Heard {
  switch (textAt(message, 'MsgType')) {
    case 'text':
      return asked(message, textAt(message, 'Content'));
    case 'link':
      return asked(message, [textAt(message, 'Title'), textAt(message, 'Description')].join('\n').trim());
    case 'location':
      return asked(message, textAt(message, 'Label'));
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return asked(message, '');
    default:
      return nothing;
  }
}

function asked(message: XmlElement, text: string): Heard {
  const from = textAt(message, 'FromUserName');
  if (from === '') return nothing;
  const { key, at } = stampOf(message);
  return { ...nothing, inbound: [{ key, at, kind: 'asked', member: houseId(from), group: null, text }] };
}

/** Messages repeat under their MsgId; events have none and repeat under who and when, with what tells two of one second apart. */
function stampOf(message: XmlElement): { readonly key: string; readonly at: number } {
  const at = Number(textAt(message, 'CreateTime')) * 1000;
  const id = textAt(message, 'MsgId');
  if (/^\d{1,20}$/.test(id)) return { key: `wecom:message:${id}`, at };
  const parts = ['FromUserName', 'CreateTime', 'Event', 'EventKey', 'TaskId'].map((name) => textAt(message, name));
  return { key: `wecom:event:${digest(...parts)}`, at };
}
