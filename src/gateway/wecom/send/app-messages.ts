import * as z from 'zod';
import type { Receipt } from '#model/gateway.ts';
import type { Api } from '#gateway/wecom/api/client.ts';
import type { PlainMessage, TemplateCard } from '#gateway/wecom/send/cards.ts';

/** What the app says to one member and may do to it afterwards. */
export interface AppMessages {
  send(userid: string, card: TemplateCard, signal: AbortSignal): Promise<Sent>;
  /** The kinds beside a card. */
  say(userid: string, message: PlainMessage, signal: AbortSignal): Promise<Sent>;
  /** By the code a send or a press gave; a code is good once, for 72 hours. */
  update(userid: string, change: CardChange, signal: AbortSignal): Promise<Receipt>;
  /** A message of the app itself, within 24 hours. */
  recall(message: string, signal: AbortSignal): Promise<Receipt>;
}

export interface CardChange {
  readonly code: string;
  /** What stands in place of the buttons. */
  readonly says: string;
}

export type Sent =
  | { readonly ok: true; readonly id: string; readonly code: string | null }
  | (Extract<Receipt, { ok: false }> & {
      /** The message itself is not to the platform's taste. */ readonly isForm: boolean;
    });

/** Codes by which the platform refuses how a message is made, and not to whom it goes. */
const formCodes = [40058, 44004, 45002];

const SentAnswer = z.object({
  invaliduser: z.string().default(''),
  unlicenseduser: z.string().default(''),
  msgid: z.string().default(''),
  response_code: z.string().optional(),
});
const Updated = z.object({ invaliduser: z.array(z.string()).default([]) });

/** The longest the platform compares with what was sent before: a repeat within it is sent once. */
const duplicateInterval = 4 * 3600;

export function createAppMessages(api: Api, agentId: number, onAlarm: (says: string) => void): AppMessages {
  const usedCodes = new Set<string>();
  const deliver = async (userid: string, message: object, signal: AbortSignal): Promise<Sent> => {
    const body = {
      touser: userid,
      ...message,
      agentid: agentId,
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateInterval,
    };
    const path = '/cgi-bin/message/send';
    const answer = await api.call(SentAnswer, { as: 'app', method: 'POST', path, body }, signal);
    if (!answer.ok) return { ok: false, refused: answer.refused, isForm: formCodes.includes(answer.code) };
    const { invaliduser, unlicenseduser, msgid, response_code } = answer.value;
    // Success may still have reached nobody; names come back in small letters.
    if (isAmong(userid, invaliduser)) return { ok: false, refused: 'invalid', isForm: false };
    if (isAmong(userid, unlicenseduser)) {
      onAlarm('有成员没有企业微信接口许可，收不到提醒：请在管理后台“我的企业 → 接口许可”为其分配许可。');
      return { ok: false, refused: 'not-allowed', isForm: false };
    }
    return { ok: true, id: msgid, code: response_code ?? null };
  };
  return {
    send: (userid, card, signal) => deliver(userid, { msgtype: 'template_card', template_card: card }, signal),
    say: deliver,
    async update(userid, { code, says }, signal) {
      if (usedCodes.has(code)) return { ok: false, refused: 'gone' };
      const body = { userids: [userid], agentid: agentId, response_code: code, button: { replace_name: says } };
      const path = '/cgi-bin/message/update_template_card';
      const answer = await api.call(Updated, { as: 'app', method: 'POST', path, body }, signal);
      usedCodes.add(code);
      if (!answer.ok) return { ok: false, refused: answer.refused };
      return isAmong(userid, answer.value.invaliduser.join('|'))
        ? { ok: false, refused: 'invalid' }
        : { ok: true, id: code };
    },
    async recall(message, signal) {
      const path = '/cgi-bin/message/recall';
      const call = { as: 'app', method: 'POST', path, body: { msgid: message } } as const;
      const answer = await api.call(z.object({}), call, signal);
      return answer.ok ? { ok: true, id: message } : { ok: false, refused: answer.refused };
    },
  };
}

function isAmong(userid: string, list: string): boolean {
  return list.toLowerCase().split('|').includes(userid.toLowerCase());
}
