import type { Accepted, CallbackRequest } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import { chooseAction } from '#gateway/wecom/button-key.ts';
import { close, isSignature, open, signatureOf } from '#gateway/wecom/crypto.ts';
import { hear, type Heard } from '#gateway/wecom/heard.ts';
import { callbackWindow, rememberRepeats } from '#gateway/wecom/repeats.ts';
import { cdata, parseXml, textAt, type XmlElement } from '#gateway/wecom/xml.ts';

/** Why a callback was not let in; never what was in it. */
export type CallbackRefusal =
  'method' | 'incomplete' | 'oversize' | 'malformed' | 'signature' | 'late' | 'replayed' | 'not-for-us';

export interface CallbackParts {
  readonly token: string;
  readonly aesKey: Buffer;
  readonly corpId: string;
  readonly clock: () => Moment;
  /** Bytes of chance. */
  readonly chance: (size: number) => Buffer;
  readonly onRefused: (why: CallbackRefusal, bytes: number) => void;
  readonly onHeard: (heard: Heard) => Promise<void>;
}

/** The platform's own messages stay far below. */
const mostBytes = 256 * 1024;
const statusOf: Readonly<Record<CallbackRefusal, number>> = {
  method: 405,
  incomplete: 400,
  oversize: 413,
  malformed: 400,
  signature: 403,
  late: 403,
  replayed: 403,
  'not-for-us': 403,
};

type Checked = { readonly ok: true; readonly plain: string } | { readonly ok: false; readonly why: CallbackRefusal };
const no = (why: CallbackRefusal): Checked => ({ ok: false, why });

/** The app's callback address: what is genuine, in time and meant for this corporation is let in, anything else refused. */
export function createCallback(parts: CallbackParts): (request: CallbackRequest) => Promise<Accepted> {
  const repeats = rememberRepeats(parts.clock);
  const check = (request: CallbackRequest, encrypted: string): Checked => {
    const { msg_signature: signature = '', timestamp = '', nonce = '' } = request.query;
    if (signature === '' || !/^\d{1,12}$/.test(timestamp) || nonce === '' || encrypted === '') return no('incomplete');
    if (!isSignature(signatureOf(parts.token, { timestamp, nonce, encrypted }), signature)) return no('signature');
    if (Math.abs(parts.clock() - Number(timestamp) * 1000) > callbackWindow) return no('late');
    if (!repeats.admits(signature)) return no('replayed');
    const plain = open(parts.aesKey, encrypted, parts.corpId);
    return plain === null ? no('not-for-us') : { ok: true, plain };
  };
  const refused = (why: CallbackRefusal, { body }: CallbackRequest): Accepted => {
    parts.onRefused(why, body.length);
    return answer({ status: statusOf[why], body: '' });
  };

  return async (request) => {
    if (request.method === 'GET') {
      // A plus sign that was not escaped has become a blank on its way.
      const checked = check(request, (request.query['echostr'] ?? '').replaceAll(' ', '+'));
      return checked.ok ? answer({ status: 200, body: checked.plain }) : refused(checked.why, request);
    }
    if (request.method !== 'POST') return refused('method', request);
    if (request.body.length > mostBytes) return refused('oversize', request);
    const envelope = xmlOf(request.body);
    if (!envelope) return refused('malformed', request);
    const checked = check(request, textAt(envelope, 'Encrypt').trim());
    if (!checked.ok) return refused(checked.why, request);
    const message = parseXml(checked.plain);
    if (!message) return refused('malformed', request);
    const heard = hear(message);
    await parts.onHeard(heard);
    return { ...answer(replyTo(message, heard, parts)), inbound: heard.inbound, rang: heard.rang };
  };
}

function answer({ status, body, type = 'text/plain' }: { status: number; body: string; type?: string }): Accepted {
  return { reply: { status, type, body }, inbound: [], rang: false };
}

function xmlOf(body: Uint8Array): XmlElement | null {
  try {
    return parseXml(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whoever pressed sees that it was taken. A choice that may be made anew keeps its buttons. */
function replyTo(message: XmlElement, { pressed }: Heard, parts: CallbackParts) {
  if (pressed === null || pressed.action.startsWith('template/')) return { status: 200, body: '' };
  const [to, from] = [textAt(message, 'FromUserName'), textAt(message, 'ToUserName')];
  const timestamp = String(Math.floor(parts.clock() / 1000));
  const taken = pressed.action.startsWith(`${chooseAction}/`) ? '已提交' : '已收到';
  const plain = `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName><CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[${taken}]]></ReplaceName></Button></xml>`;
  const nonce = parts.chance(8).toString('hex');
  const encrypted = close(parts.aesKey, plain, { receiver: parts.corpId, salt: parts.chance(16) });
  const signature = signatureOf(parts.token, { timestamp, nonce, encrypted });
  const body = `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`;
  return { status: 200, body, type: 'application/xml' };
}
