import type { Card, Outgoing, Question } from '#model/gateway.ts';
import { chooseAction, pickKey, writeButtonKey } from '#gateway/wecom/button-key.ts';
import { digest } from '#gateway/wecom/ids.ts';

/** The platform's own card, as it goes over the wire. */
export type TemplateCard = Readonly<Record<string, unknown>> & { readonly card_type: string };

/** Of the other kinds of message those the app uses. */
export type PlainMessage =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } }
  | {
      readonly msgtype: 'textcard';
      readonly textcard: {
        readonly title: string;
        readonly description: string;
        readonly url: string;
        readonly btntxt: string;
      };
    }
  | {
      readonly msgtype: 'image' | 'voice' | 'video' | 'file';
      readonly [kind: string]: string | { readonly media_id: string };
    };

/** Beyond it the client shortens; the rest of the words stands in the quotation below, which it does not. */
const mostSubtitle = 160;
const mostTitle = 36;

/** The platform takes no more choices on one card. */
export const mostChoices = 20;

/** Buttons where the card has some, a notice where it has none; `home` is where a card without a link leads. */
export function templateCardOf({ key, card }: Pick<Outgoing, 'key' | 'card'>, home: string): TemplateCard {
  const url = card.link?.url ?? home;
  const common = {
    ...wordsOf(card.question ? { ...card, body: questionWords(card.question) } : card),
    task_id: taskIdOf(key),
    ...(card.link && { jump_list: [{ type: 1, title: cut(card.link.label, 18), url: card.link.url }] }),
  };
  if (card.buttons.length === 0 && !card.question)
    return { card_type: 'text_notice', ...common, card_action: { type: 1, url } };
  if (card.question) return { ...common, ...checkboxOf(card.ref, card.question) };
  const action = card.link && { card_action: { type: 1, url } };
  return { ...common, ...action, ...choiceOf(card) };
}

/** The key makes it: a repetition is the same request, and another key never is. */
export function taskIdOf(key: string): string {
  return `zz-${digest(key)}`;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRST';

function letterAt(index: number): string {
  return alphabet.charAt(index);
}

/** A client shows about so many characters of an option. */
const mostOption = 17;

function checkboxOf(ref: string, { options, many }: Question): TemplateCard {
  const key = writeButtonKey({ ref, action: chooseAction });
  return {
    card_type: 'vote_interaction',
    checkbox: {
      question_key: key,
      mode: many ? 1 : 0,
      option_list: options.map((text, index) => ({
        id: letterAt(index),
        text: cut(`${letterAt(index)}. ${text}`, mostOption),
      })),
    },
    submit_button: { text: '提交', key },
  };
}

/** Options that would be shortened stand above whole. */
function questionWords({ text, options }: Question): readonly string[] {
  const isLong = options.some((option) => [...option].length + 3 > mostOption);
  return [text, ...(isLong ? options.map((option, index) => `${letterAt(index)}. ${option}`) : [])];
}

/** The platform takes six buttons; more are a list to pick from, and still more a list with every choice in sight. */
function choiceOf({ ref, buttons }: Card): TemplateCard {
  const options = buttons.map(({ action, label }) => ({ id: writeButtonKey({ ref, action }), text: label }));
  const submit_button = { text: '确定', key: pickKey };
  if (options.length <= 6)
    return {
      card_type: 'button_interaction',
      button_list: options.map(({ id, text }, index) => ({ text, style: index === 0 ? 1 : 4, key: id })),
    };
  if (options.length <= 10) {
    const select = { question_key: pickKey, title: '请选择', option_list: options };
    return { card_type: 'multiple_interaction', select_list: [select], submit_button };
  }
  const checkbox = { question_key: pickKey, mode: 0, option_list: options };
  return { card_type: 'vote_interaction', checkbox, submit_button };
}

/** For a group's 消息推送: no buttons, no answer. */
export function noticeOf(card: Card, home: string): TemplateCard {
  const url = card.link?.url ?? home;
  return { card_type: 'text_notice', ...wordsOf(card), card_action: { type: 1, url } };
}

function wordsOf({ title, body }: Card): object {
  let first = 0;
  for (let length = 0; first < body.length; first++) {
    length += [...(body[first] ?? '')].length + 1;
    if (length > mostSubtitle + 1) break;
  }
  // One long paragraph alone goes below whole.
  const [above, below] = [body.slice(0, first).join('\n'), body.slice(first).join('\n')];
  return {
    source: { desc: '周知', desc_color: 0 },
    main_title: { title: cut(title, mostTitle) },
    ...(above !== '' && { sub_title_text: above }),
    ...(below !== '' && { quote_area: { type: 0, quote_text: below } }),
  };
}

/** What says the same where the platform does not take the card: a card with a link, or words alone. */
export function plainerThan({ title, body, link }: Card): PlainMessage {
  const words = body.join('\n');
  if (link && Buffer.byteLength(title) <= 128)
    return {
      msgtype: 'textcard',
      textcard: { title, description: cutBytes(words || title, 512), url: link.url, btntxt: cut(link.label, 4) },
    };
  const content = markdownOf({ title, body, link });
  return Buffer.byteLength(content) <= mostWords
    ? { msgtype: 'markdown', markdown: { content } }
    : { msgtype: 'text', text: { content: cutBytes([title, words].join('\n'), mostWords) } };
}

/** Bytes of a text or a markdown; more is cut, or refused, by the platform. */
const mostWords = 2048;

/** Never half a character. */
function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let kept = '';
  for (const letter of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(letter) > most - 3) break;
    kept += letter;
  }
  return `${kept}…`;
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** Markdown for a group the app made itself: the interface knows no cards there. */
export function markdownOf({ title, body, link }: Pick<Card, 'title' | 'body' | 'link'>): string {
  const lines = [`**${title}**`, ...body, ...(link ? [`[${link.label}](${link.url})`] : [])];
  return lines.join('\n');
}
