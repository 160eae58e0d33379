import { createHmac, timingSafeEqual } from 'node:crypto';
import { create, isAxiosError, type AxiosResponse } from 'axios';
import * as z from 'zod';
import type { Accepted, CallbackRequest, Gateway, GroupInfo, Inbound, Receipt } from '#model/gateway.ts';
import { Transient } from '#model/transient.ts';

export interface SimulatedDoor {
  readonly url: string;
  readonly secret: string;
  readonly sendIsIdempotent: boolean;
}

const receipt = z.custom<Receipt>();
const info = z.custom<GroupInfo | null>();
const infos = z.custom<readonly GroupInfo[]>();
const inbound = z.custom<Inbound>(
  (value) => typeof value === 'object' && value !== null && 'key' in value && 'kind' in value,
);

/** The door to the simulated platform: over HTTP both ways, signed, and Transient when the line fails. */
export function createSimulatedGateway({ url, secret, sendIsIdempotent }: SimulatedDoor): Gateway {
  const http = create({
    baseURL: url,
    headers: { authorization: `Bearer ${secret}` },
    validateStatus: () => true,
    timeout: 10_000,
  });
  const call = async (run: () => Promise<AxiosResponse<unknown>>): Promise<AxiosResponse<unknown>> => {
    const response = await run().catch((cause: unknown) => {
      if (isAxiosError(cause))
        throw new Transient(`simulated platform: expected an answer, got ${cause.code ?? 'nothing'}`, { cause });
      throw cause;
    });
    if (response.status >= 500) throw new Transient(`simulated platform: expected 200, got ${response.status}`);
    return response;
  };
  return {
    platform: 'simulated',
    sendIsIdempotent,
    accept: async (request) => accept(secret, request),
    async download(file, signal) {
      const response = await call(() =>
        http.get(`/bot/files/${encodeURIComponent(file.id)}`, { responseType: 'arraybuffer', signal }),
      );
      if (response.status !== 200 || !(response.data instanceof Buffer)) return { ok: false, refused: 'gone' };
      return { ok: true, file: file.id, bytes: response.data };
    },
    send: async (message, signal) =>
      receipt.parse((await call(() => http.post('/bot/send', message, { signal }))).data),
    retract: async (post, signal) =>
      receipt.parse((await call(() => http.post('/bot/retract', post, { signal }))).data),
    group: async (id, signal) =>
      info.parse((await call(() => http.get(`/bot/groups/${encodeURIComponent(id)}`, { signal }))).data),
    groups: async (signal) => infos.parse((await call(() => http.get('/bot/groups', { signal }))).data),
  };
}

function accept(secret: string, { headers, body }: CallbackRequest): Accepted {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(headers['x-simulated-signature'] ?? '', 'hex');
  const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isGenuine)
    return { reply: { status: 401, type: 'text/plain', body: 'bad signature' }, inbound: [], rang: false };
  const parsed = inbound.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  return { reply: { status: 200, type: 'text/plain', body: 'ok' }, inbound: [parsed], rang: false };
}
