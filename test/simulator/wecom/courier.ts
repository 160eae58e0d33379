import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeKey, decrypt, encrypt, signatureOf } from './crypto.ts';
import type { Callback } from './world.ts';
import { readXml, toXml } from './xml.ts';

/** A callback as it goes over the line. */
export interface Envelope {
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Attempt {
  readonly envelope: Envelope;
  /** null where nothing came in time. */
  readonly status: number | null;
  readonly tookMs: number;
  readonly body: string;
}

/** One callback with all its tries. */
export interface Delivery {
  readonly plain: string;
  readonly attempts: readonly Attempt[];
  readonly isAcknowledged: boolean;
  /** The passive reply, decrypted; null where the answer was empty or not acknowledged. */
  readonly reply: string | null;
}

/** What is wrong with a callback; nothing means it is genuine. */
export interface Twist {
  readonly token?: string;
  readonly aesKey?: string;
  readonly receiveId?: string;
  readonly signature?: string;
  /** Seconds. */
  readonly timestamp?: number;
  readonly nonce?: string;
  /** Only so many characters of the body arrive. */
  readonly truncateTo?: number;
  /** The decrypted text is blown up to so many bytes. */
  readonly padTo?: number;
  /** Takes the place of the whole body. */
  readonly body?: string;
}

export interface CourierOptions {
  readonly corpid: string;
  readonly now: () => number;
  /** Milliseconds until the connection is dropped; 5000 on the platform. */
  readonly patience: number;
  /** Milliseconds before each of the three retries; the documents do not say how long. */
  readonly retryAfter: number;
  /** Whether a retry is the very same request, or signed anew around the same content; the documents do not say. */
  readonly retries: 'identical' | 'signed-anew';
}

/** Carries callbacks to the app: signed, encrypted, and up to four times. */
export function createCourier(options: CourierOptions) {
  const deliveries: Delivery[] = [];
  const held: Envelope[] = [];
  let isHeld = false;
  const wrap = (callback: Callback, plain: string, agentid: number, twist: Twist = {}): Envelope => {
    const padded = twist.padTo === undefined ? plain : plain + ' '.repeat(Math.max(0, twist.padTo - plain.length));
    const key = decodeKey(twist.aesKey ?? callback.aesKey);
    const encrypted = encrypt(key, padded, twist.receiveId ?? options.corpid);
    const body = toXml({ ToUserName: options.corpid, AgentID: String(agentid), Encrypt: encrypted });
    return {
      url: callback.url,
      query: signed(callback, encrypted, twist),
      body: (twist.body ?? body).slice(0, twist.truncateTo),
    };
  };
  const signed = (callback: Callback, encrypted: string, twist: Twist) => {
    const timestamp = String(twist.timestamp ?? Math.floor(options.now() / 1000));
    const nonce = twist.nonce ?? String(randomBytes(6).readUIntBE(0, 6));
    const signature = twist.signature ?? signatureOf(twist.token ?? callback.token, timestamp, nonce, encrypted);
    return { msg_signature: signature, timestamp, nonce };
  };
  return {
    deliveries,
    wrap,
    /** Nothing goes out any more: a test that carries callbacks itself takes them, oldest first. */
    hold: (): void => void (isHeld = true),
    take: (): readonly Envelope[] => held.splice(0),
    /** One request, once. */
    post: (envelope: Envelope): Promise<Attempt> => attempt(envelope, 'POST', options.patience),
    async deliver(callback: Callback, plain: string, agentid: number): Promise<Delivery> {
      const attempts: Attempt[] = [];
      let envelope = wrap(callback, plain, agentid);
      if (isHeld) {
        held.push(envelope);
        return { plain, attempts, isAcknowledged: false, reply: null };
      }
      for (let tries = 0; tries < 4 && attempts.at(-1)?.status !== 200; tries++) {
        if (tries > 0) await sleep(options.retryAfter);
        if (tries > 0 && options.retries === 'signed-anew') envelope = wrap(callback, plain, agentid);
        attempts.push(await attempt(envelope, 'POST', options.patience));
      }
      const last = attempts.at(-1);
      const isAcknowledged = last?.status === 200;
      const reply = isAcknowledged && last.body !== '' ? opened(callback, last.body) : null;
      const delivery = { plain, attempts, isAcknowledged, reply };
      deliveries.push(delivery);
      return delivery;
    },
    /** What the console does when the administrator saves the callback: the plain text must come back within a second. */
    async verify(callback: Callback, twist: Twist = {}) {
      const plain = String(randomBytes(6).readUIntBE(0, 6));
      const echostr = encrypt(decodeKey(twist.aesKey ?? callback.aesKey), plain, twist.receiveId ?? options.corpid);
      const query = { ...signed(callback, echostr, twist), echostr };
      const { status, tookMs, body } = await attempt({ url: callback.url, query, body: '' }, 'GET', 1000);
      return { isSaved: status === 200 && body === plain, status, tookMs };
    },
  };
}

async function attempt({ url, query, body }: Envelope, method: 'GET' | 'POST', patience: number): Promise<Attempt> {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  const startedAt = performance.now();
  const sent = method === 'POST' ? { body, headers: { 'content-type': 'text/xml' } } : {};
  const envelope = { url, query, body };
  try {
    const response = await fetch(address, {
      method,
      ...sent,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    return { envelope, status: response.status, tookMs: performance.now() - startedAt, body: text };
  } catch {
    // Refused, reset, or out of patience: for the platform all the same.
    return { envelope, status: null, tookMs: performance.now() - startedAt, body: '' };
  }
}

/** The passive reply; one whose signature or key is wrong is none. */
function opened(callback: Callback, body: string): string | null {
  const encrypted = readXml(body, 'Encrypt') ?? '';
  const [timestamp, nonce] = [readXml(body, 'TimeStamp') ?? '', readXml(body, 'Nonce') ?? ''];
  if (signatureOf(callback.token, timestamp, nonce, encrypted) !== readXml(body, 'MsgSignature')) return null;
  return decrypt(decodeKey(callback.aesKey), encrypted).message;
}
