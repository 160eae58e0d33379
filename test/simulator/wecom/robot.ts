import type { Server } from 'node:http';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Download, Routes } from './api.ts';
import { minute } from './limits.ts';
import { Refusal, refuse } from './refusal.ts';
import { createCommands } from './robot-commands.ts';
import type { RobotState } from './robot-desk.ts';
import { clientFrame, type ClientFrame, type RobotCall } from './robot-frames.ts';
import { createRobotMembers } from './robot-members.ts';
import type { World } from './world.ts';

interface Account {
  readonly botId: string;
  readonly secret: string;
}

/** The group robot's long connection: one live client, the newest. */
export function startRobot(world: World, server: Server, httpUrl: string, account: Account) {
  const state: RobotState = {
    occasions: new Map(),
    chats: new Map(),
    inProcess: new Map(),
    areGroupCardsAllowed: false,
  };
  const line = openLine(world, server, account, createCommands(world, account, state));
  return {
    /** WECOM_BOT_URL */
    url: httpUrl.replace(/^http/, 'ws'),
    ...createRobotMembers(world, { botId: account.botId, url: httpUrl }, state, line.emit),
    calls: line.calls,
    isSubscribed: line.isSubscribed,
    connections: (): number => line.sockets.clients.size,
    /** What stands in a chat from the robot. */
    shows: (chat: string) => world.shown.filter((one) => one.from.kind === 'robot' && one.to === chat),
    /** The subscription is lost although the line stays open: everything answers 846609. */
    forget: line.forget,
    /** The line breaks without a word. */
    cut: line.cut,
    /** The line is open, but nothing is answered any more, heartbeats neither. */
    setMute: line.setMute,
    failNext: line.failNext,
    allowGroupCards: (allowed: boolean): void => void (state.areGroupCardsAllowed = allowed),
    stop(): void {
      line.cut();
      line.sockets.close();
    },
  };
}

function openLine(world: World, server: Server, account: Account, perform: ReturnType<typeof createCommands>) {
  const calls: RobotCall[] = [];
  const planned = new Map<string, number[]>();
  const sockets = new WebSocketServer({ server });
  let live: WebSocket | null = null;
  let isMute = false;
  const send = (socket: WebSocket, frame: object): void => socket.send(JSON.stringify(frame));

  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const frame = frameOf(data);
      if (frame) receive(socket, frame);
      else socket.close(1003);
    });
    socket.on('close', () => (live = live === socket ? null : live));
  });

  function receive(socket: WebSocket, frame: ClientFrame): void {
    const answer = answerTo(socket, frame);
    calls.push({ at: world.now(), frame, errcode: answer.errcode });
    if (!isMute) send(socket, { headers: { req_id: frame.headers.req_id }, ...answer });
  }

  function answerTo(socket: WebSocket, frame: ClientFrame): { readonly errcode: number; readonly errmsg: string } {
    try {
      const fault = planned.get(frame.cmd)?.shift();
      if (fault !== undefined) refuse(fault);
      if (frame.cmd !== 'aibot_subscribe' && live !== socket) refuse(846609);
      const more = frame.cmd === 'aibot_subscribe' ? subscribe(socket, frame) : perform(frame);
      return { errcode: 0, errmsg: 'ok', ...more };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { errcode: error.errcode, errmsg: error.message };
    }
  }

  /** A newer subscription pushes the older one out. */
  function subscribe(socket: WebSocket, { body }: ClientFrame): object {
    if (account.botId === '' || body['bot_id'] !== account.botId || body['secret'] !== account.secret) refuse(853000);
    const old = live;
    live = socket;
    if (!old || old === socket) return {};
    send(old, disconnected(world, account));
    old.close();
    return {};
  }

  return {
    sockets,
    calls,
    emit(cmd: string, reqId: string, body: object): boolean {
      if (live) send(live, { cmd, headers: { req_id: reqId }, body });
      return live !== null;
    },
    isSubscribed: (): boolean => live !== null,
    forget: (): void => void (live = null),
    setMute: (mute: boolean): void => void (isMute = mute),
    failNext(cmd: string, errcode: number, times = 1): void {
      planned.set(cmd, [...(planned.get(cmd) ?? []), ...Array.from({ length: times }, () => errcode)]);
    },
    cut(): void {
      for (const one of sockets.clients) one.terminate();
    },
  };
}

function disconnected(world: World, { botId }: Account): object {
  const event = { eventtype: 'disconnected_event' };
  const body = {
    msgid: world.newId('CAIQ'),
    create_time: Math.floor(world.now() / 1000),
    aibotid: botId,
    msgtype: 'event',
    event,
  };
  return { cmd: 'aibot_event_callback', headers: { req_id: world.newId('cb') }, body };
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

/** Null for what is no frame. */
function frameOf(data: RawData): ClientFrame | null {
  try {
    return clientFrame.safeParse(JSON.parse(textOf(data))).data ?? null;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return null;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
