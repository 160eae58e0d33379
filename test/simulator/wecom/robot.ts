import type { Server } from 'node:http';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Download, Routes } from './api.ts';
import { minute } from './limits.ts';
import { Refusal, refuse } from './refusal.ts';
import { createCommands, type RobotState } from './robot-commands.ts';
import { clientFrame, type ClientFrame, type RobotCall } from './robot-frames.ts';
import { createRobotMembers } from './robot-members.ts';
import type { World } from './world.ts';

/** The group robot's long connection: one live client, the newest. */
export function startRobot(
  world: World,
  server: Server,
  httpUrl: string,
  account: { readonly botId: string; readonly secret: string },
) {
  const state: RobotState = {
    occasions: new Map(),
    chats: new Map(),
    inProcess: new Map(),
    areGroupCardsAllowed: false,
  };
  const perform = createCommands(world, account, state);
  const calls: RobotCall[] = [];
  const planned = new Map<string, number[]>();
  const sockets = new WebSocketServer({ server });
  let live: WebSocket | null = null;
  let isMute = false;

  sockets.on('connection', (socket) => {
    socket.on('message', (data) => receive(socket, data));
    socket.on('close', () => (live = live === socket ? null : live));
  });
  const send = (socket: WebSocket, frame: object): void => socket.send(JSON.stringify(frame));
  const emit = (cmd: string, reqId: string, body: object): boolean => {
    if (live) send(live, { cmd, headers: { req_id: reqId }, body });
    return live !== null;
  };
  const members = createRobotMembers(world, { botId: account.botId, url: httpUrl }, state, emit);

  function receive(socket: WebSocket, data: RawData): void {
    const frame = clientFrame.parse(JSON.parse(textOf(data)));
    const { headers, ...answer } = answerTo(socket, frame);
    calls.push({ at: world.now(), frame, errcode: answer.errcode });
    if (!isMute) send(socket, { headers, ...answer });
  }

  function answerTo(
    socket: WebSocket,
    frame: ClientFrame,
  ): { readonly headers: object; readonly errcode: number; readonly errmsg: string } {
    const headers = { req_id: frame.headers.req_id };
    try {
      const fault = planned.get(frame.cmd)?.shift();
      if (fault !== undefined) refuse(fault);
      if (frame.cmd === 'aibot_subscribe') subscribe(socket, frame);
      else if (live !== socket) refuse(846609);
      const more = frame.cmd === 'aibot_subscribe' ? {} : perform(frame);
      return { headers, errcode: 0, errmsg: 'ok', ...more };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { headers, errcode: error.errcode, errmsg: error.message };
    }
  }

  /** A newer subscription pushes the older one out. */
  function subscribe(socket: WebSocket, { body }: ClientFrame): void {
    if (account.botId === '' || body['bot_id'] !== account.botId || body['secret'] !== account.secret) refuse(853000);
    if (live && live !== socket) {
      const old = live;
      const event = {
        msgid: world.newId('CAIQ'),
        create_time: Math.floor(world.now() / 1000),
        aibotid: account.botId,
        msgtype: 'event',
        event: { eventtype: 'disconnected_event' },
      };
      send(old, { cmd: 'aibot_event_callback', headers: { req_id: world.newId('cb') }, body: event });
      old.close();
    }
    live = socket;
  }

  return {
    /** WECOM_BOT_URL */
    url: httpUrl.replace(/^http/, 'ws'),
    ...members,
    calls,
    isSubscribed: (): boolean => live !== null,
    connections: (): number => sockets.clients.size,
    /** What stands in a chat from the robot. */
    shows: (chat: string) => world.shown.filter((one) => one.from.kind === 'robot' && one.to === chat),
    /** The subscription is lost although the line stays open: everything answers 846609. */
    forget: (): void => void (live = null),
    /** The line breaks without a word. */
    cut(): void {
      for (const one of sockets.clients) one.terminate();
    },
    /** The line is open, but nothing is answered any more, heartbeats neither. */
    setMute: (mute: boolean): void => void (isMute = mute),
    allowGroupCards: (allowed: boolean): void => void (state.areGroupCardsAllowed = allowed),
    failNext(cmd: string, errcode: number, times = 1): void {
      planned.set(cmd, [...(planned.get(cmd) ?? []), ...Array.from({ length: times }, () => errcode)]);
    },
    stop(): void {
      for (const one of sockets.clients) one.terminate();
      sockets.close();
    },
  };
}

/** Files behind the addresses in callbacks. */
export function createRobotMedia(world: World): Routes {
  return {
    '/aibot/media': {
      method: 'GET',
      isOpen: true,
      run: ({ query }): Download => {
        const media = world.media.get(query.get('id') ?? '');
        const isGood = media?.type === 'aibot' && world.now() - media.at <= 5 * minute;
        return isGood
          ? { download: media.bytes, name: media.name }
          : { download: Buffer.alloc(0), name: '', status: 403 };
      },
    },
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
