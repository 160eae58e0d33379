import * as z from 'zod';
import type { Outgoing, Receipt } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import type { Api, Answer } from '#gateway/wecom/api/client.ts';
import { digest, nativeId } from '#gateway/wecom/ids.ts';
import type { AppMessages } from '#gateway/wecom/send/app-messages.ts';
import type { Robot } from '#gateway/wecom/robot/robot.ts';
import type { CardCodes } from '#gateway/wecom/send/card-codes.ts';
import { markdownOf, mostChoices, noticeOf, plainerThan, taskIdOf, templateCardOf } from '#gateway/wecom/send/cards.ts';
import { courtesyWindows, memberWindows, sentTo, webhookWindows, type Sends } from '#gateway/wecom/send/quota.ts';
import type { WecomSettings } from '#gateway/wecom/settings.ts';

export interface SendParts {
  readonly api: Api;
  readonly messages: Pick<AppMessages, 'send' | 'say'>;
  readonly codes: Pick<CardCodes, 'keep'>;
  readonly settings: WecomSettings;
  /** The robot's voice in groups; null where there is none. */
  readonly robot: Pick<Robot, 'push'> | null;
  /** Where a card without a link of its own leads: what the platform wants is a link. */
  readonly home: string;
  readonly clock: () => Moment;
  readonly sends: Sends;
}

/** A key is remembered as long as the platform itself would tell a repeat. */
const memory = 4 * 3_600_000;

/** One door out: members by the app, groups by what they allow. The same key is answered as before and sent once. */
export function createSend(parts: SendParts): (message: Outgoing, signal: AbortSignal) => Promise<Receipt> {
  const { clock } = parts;
  const receipts = new Map<string, { readonly receipt: Receipt; readonly at: Moment }>();
  const deliver = async (message: Outgoing, signal: AbortSignal): Promise<Receipt> => {
    const native = nativeId(message.to.id);
    if (native === null) return { ok: false, refused: 'invalid' };
    return message.to.kind === 'member' ? member(native, message, signal) : group(native, message, signal);
  };
  const member = async (userid: string, message: Outgoing, signal: AbortSignal): Promise<Receipt> => {
    const { buttons, question } = message.card;
    if (buttons.length > mostChoices || (question?.options.length ?? 0) > mostChoices)
      return { ok: false, refused: 'invalid' };
    const windows = message.isFirst ? memberWindows : courtesyWindows;
    wait(await parts.sends.take(`wecom/${userid.toLowerCase()}`, windows, clock(), sentTo.member), 'message/send');
    const sent = await parts.messages.send(userid, templateCardOf(message, parts.home), signal);
    // A card the platform does not take is said in plainer words: the member has to hear of it.
    const said = !sent.ok && sent.isForm ? await parts.messages.say(userid, plainerThan(message.card), signal) : sent;
    if (!said.ok) return { ok: false, refused: said.refused };
    if (said.code !== null) await parts.codes.keep(taskIdOf(message.key), { code: said.code, userid });
    return { ok: true, id: said.id };
  };
  const group = async (native: string, message: Outgoing, signal: AbortSignal): Promise<Receipt> => {
    const written = parts.settings.groups.get(native);
    const id = digest(message.key);
    if (written?.webhook) {
      wait(
        await parts.sends.take(`wecom/webhook/${written.webhook}`, webhookWindows, clock(), sentTo.webhook),
        'webhook/send',
      );
      return receiptOf(await toWebhookGroup(parts, written.webhook, message, signal), id);
    }
    if (written?.kind === 'app') return receiptOf(await toOwnGroup(parts.api, native, message, signal), id);
    if (written?.chat && parts.robot)
      return receiptOf(await parts.robot.push(written.chat, markdownOf(message.card)), id);
    return { ok: false, refused: 'not-allowed' };
  };
  return async (message, signal) => {
    const now = clock();
    for (const [key, { at }] of receipts) {
      if (now - at <= memory) break;
      receipts.delete(key);
    }
    const before = receipts.get(message.key);
    if (before) return before.receipt;
    const receipt = await deliver(message, signal);
    if (receipt.ok) receipts.set(message.key, { receipt, at: now });
    return receipt;
  };
}

/** The outbox is the queue: what is too much now comes again when there is room. */
function wait(until: Moment | null, what: string): void {
  if (until !== null) throw new Transient(`${what}: the platform’s limit is reached`, { retryAt: until });
}

function receiptOf(answer: Answer<unknown>, id: string): Receipt {
  return answer.ok ? { ok: true, id } : { ok: false, refused: answer.refused };
}

const Nothing = z.object({});

function toWebhookGroup({ api, home }: SendParts, key: string, { card }: Outgoing, signal: AbortSignal) {
  const path = '/cgi-bin/webhook/send';
  const body = { msgtype: 'template_card', template_card: noticeOf(card, home) };
  return api.call(
    Nothing,
    { as: null, method: 'POST', path, query: { key }, body, quota: `${path}/${digest(key)}` },
    signal,
  );
}

function toOwnGroup(api: Api, chatid: string, { card }: Outgoing, signal: AbortSignal) {
  const body = { chatid, msgtype: 'markdown', markdown: { content: markdownOf(card) }, safe: 0 };
  return api.call(Nothing, { as: 'app', method: 'POST', path: '/cgi-bin/appchat/send', body }, signal);
}
