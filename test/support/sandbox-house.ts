import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Inbound } from '#model/gateway.ts';
import type { MemberId, Moment } from '#model/ids.ts';
import type { SandboxCard, SandboxLine } from '#model/sandbox-wire.ts';
import { createEnforcement } from '#assembly/enforcement.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { createExaminer } from '#assembly/examiner.ts';
import { findRoot } from '#assembly/root.ts';
import { houseRounds } from '#assembly/rounds.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { openSandbox } from '#assembly/sandbox.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { houseTimetable, loadCalendar } from '#assembly/timetable.ts';
import { createPool } from '#extract/pool/pool.ts';
import { createSandboxGateway } from '#gateway/sandbox/gateway.ts';
import { createSandboxPlatform } from '#gateway/sandbox/platform.ts';
import { examine } from '#pipeline/examine.ts';
import { openTestStore } from './open-store.ts';

export type CardOf = SandboxLine & SandboxCard;

/** The house of a visitor in this process, with a clock to set: the sandbox's platform, the shipped rules, and nothing that turns by itself. */
export async function aSandboxHouse(start: Moment) {
  const root = findRoot();
  const dataDir = mkdtempSync(join(tmpdir(), 'zhouzhi-sandbox-'));
  const { store, time } = openTestStore({ file: ':memory:' });
  time.now = start;
  const clock = (): Moment => time.now;
  const bug = (error: unknown): never => {
    throw new Error('unexpected', { cause: error });
  };
  // Fills the unit in; the platform it opens is not used.
  await (
    await openSandbox({ dataDir: mkdtempSync(join(dataDir, 'unit-')), template: '机关', clock, store, onBug: bug })
  ).close();
  let ids = 0;
  const platform = createSandboxPlatform({
    file: join(dataDir, 'sandbox.db'),
    filesDir: join(dataDir, 'files'),
    clock,
    newId: () => `id-${++ids}`,
    seed: true,
    onBug: bug,
  });
  const gateway = createSandboxGateway(platform);
  onTestFinished(async () => {
    await platform.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const shelf = loadShelf(root);
  const living = await openLivingRules(shelf, store);
  const calendar = loadCalendar(root);
  const config = { url: 'https://zhouzhi.example', timeZone: 'Asia/Shanghai', template: '机关' };
  const [key, onWake] = [Buffer.alloc(32, 7), () => undefined];
  const common = { config, shelf, living, store, gateways: new Map([['sandbox', gateway]]), clock, calendar, onWake };
  const rounds = houseRounds({ ...common, bank: loadItemBank(root), linkKey: key });
  const { enforcer, registry, desk } = createEnforcement({
    ...common,
    linkKey: key,
    voice: rounds.voice,
    quiz: rounds.ears,
    words: async () => null,
  });
  const timetable = houseTimetable({
    store, clock, calendar, timeZone: config.timeZone, jobs: [rounds.jobs], onError: (_, error) => bug(error), onChange: onWake, onCasesErased: async () => undefined,
  }); // prettier-ignore
  const examiner = createExaminer({
    ...common,
    pool: createPool(),
    timeZone: config.timeZone,
    fingerprintKey: key,
    piecesKey: key,
    recipients: [],
    onDetectorError: (_, error) => bug(error),
  });
  const handle = async (inbound: Inbound, signal: AbortSignal): Promise<unknown> => {
    switch (inbound.kind) {
      case 'post': {
        const group = await store.groups.find(inbound.post.group);
        return group && examine(examiner, inbound, group, signal);
      }
      case 'joined':
        return registry.onJoined(inbound, signal);
      case 'pressed':
        return enforcer.onPressed(inbound);
      case 'withdrawn':
        return enforcer.onWithdrawn(inbound);
      default:
        throw new Error(`expected a visitor's deed, got ${inbound.kind}`);
    }
  };
  let cursor: string | null = null;
  /** All that is due now, and what follows from it. */
  const turn = async (): Promise<void> => {
    const signal = AbortSignal.timeout(10_000);
    for (let round = 0; round < 50; round++) {
      const pulled = await gateway.pull?.(cursor, signal);
      cursor = pulled?.cursor ?? cursor;
      for (const inbound of pulled?.inbound ?? []) await handle(inbound, signal);
      const due = await store.outbox.take(clock(), 50);
      for (const deed of due) await enforcer.perform(deed, signal);
      if (due.length === 0 && (pulled?.inbound.length ?? 0) === 0) return;
    }
    throw new Error('expected the house to come to rest, got 50 rounds');
  };
  await turn();
  return {
    store,
    desk,
    rounds,
    turn,
    clock,
    chat: platform.chat,
    /** The clock goes on; the timetable turns once. */
    async at(moment: Moment): Promise<void> {
      time.now = moment;
      await timetable.tick();
      await turn();
    },
    async press(as: MemberId, card: CardOf, action: string): Promise<void> {
      const pressed = platform.chat.press({ as, card: card.id, action });
      if (!pressed.ok) throw new Error(`expected ${action} to be pressed, got ${pressed.says}`);
      await turn();
    },
    /** Cards in somebody's direct chat, oldest first. */
    cards: (member: MemberId): readonly CardOf[] =>
      platform.chat
        .lines({ place: { kind: 'direct', member }, before: null, limit: 200 })
        .lines.flatMap((line) => (line.kind === 'card' ? [line] : [])),
  };
}
