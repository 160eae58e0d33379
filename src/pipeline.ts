import { setTimeout as sleep } from 'node:timers/promises';
import type { Inbound, Gateway } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { QuizEars } from '#model/quiz-voice.ts';
import type { Store } from '#model/store.ts';
import type { Verdict } from '#model/verdict.ts';
import type { Enforcer } from '#enforce/enforcer.ts';
import type { Registry } from '#enforce/registry.ts';
import type { Turning } from '#lib/turning.ts';
import { examine, type Examiner } from '#pipeline/examine.ts';
import { inboxLoop, outboxLoop, pullLoop, type LoopReport } from '#pipeline/loops.ts';

export interface PipelineOptions {
  readonly store: Store;
  readonly gateways: readonly Gateway[];
  readonly examiner: Examiner;
  readonly enforcer: Enforcer;
  readonly registry: Registry;
  /** A post may be an answer to an open round. */
  readonly ears?: Pick<QuizEars, 'posted'>;
  readonly clock: () => Moment;
  readonly report: LoopReport;
  readonly onVerdict: (verdict: Verdict, milliseconds: number) => void;
  /** Something people look at may have changed. */
  readonly onChange: () => void;
}

export interface Pipeline {
  /** Stores what a callback brought; returns when it is on disk. */
  receive(inbound: readonly Inbound[]): Promise<void>;
  /** Something was put into the outbox by a person's hand. */
  wakeOutbox(): void;
  rang(platform: string): void;
  /** Resolves when what the doors had to tell at the start has been taken in, or after `patience` milliseconds. */
  caughtUp(patience: number): Promise<void>;
  stop(): Promise<void>;
}

/** A door without a bell is asked this often, in milliseconds. */
const pollEvery = 15_000;

/** The loops that turn: doors are pulled, the inbox is examined, the outbox is done. */
export function startPipeline(options: PipelineOptions): Pipeline {
  const { store, gateways, clock, report, enforcer } = options;
  const outbox = outboxLoop({
    store,
    clock,
    report,
    async perform(deed, signal) {
      await enforcer.perform(deed, signal);
      options.onChange();
    },
  });
  const inbox = inboxLoop({
    store,
    clock,
    report,
    async handle(inbound, signal) {
      await handle(inbound, options, signal);
      outbox.wake();
      options.onChange();
    },
  });
  const pulls = new Map<string, Turning>();
  const silences: (() => void)[] = [];
  const emptied: Promise<void>[] = [];
  for (const gateway of gateways) {
    if (!gateway.pull) continue;
    const empty = Promise.withResolvers<void>();
    emptied.push(empty.promise);
    const pull = pullLoop(gateway, {
      store,
      clock,
      report,
      received: () => inbox.wake(),
      onEmpty: empty.resolve,
      every: pollEvery,
    });
    pulls.set(gateway.platform, pull);
    if (gateway.listen) silences.push(gateway.listen(() => pull.wake()));
  }
  return {
    async receive(inbound) {
      await store.inbox.receive(inbound);
      inbox.wake();
    },
    wakeOutbox: () => outbox.wake(),
    rang: (platform) => pulls.get(platform)?.wake(),
    async caughtUp(patience) {
      const deadline = sleep(patience, 'late', { ref: false });
      const first = await Promise.race([Promise.all(emptied), deadline]);
      while (first !== 'late' && (await store.inbox.depth()).waiting > 0) {
        if ((await Promise.race([sleep(20), deadline])) === 'late') return;
      }
    },
    async stop() {
      for (const silence of silences) silence();
      await Promise.all([...pulls.values()].map((pull) => pull.stop()));
      await inbox.stop();
      await outbox.stop();
    },
  };
}

/** One inbound, answered in one transaction by the room it concerns. */
async function handle(inbound: Inbound, options: PipelineOptions, signal: AbortSignal): Promise<void> {
  const { registry, enforcer } = options;
  switch (inbound.kind) {
    case 'post':
      return handlePost(inbound, options, signal);
    case 'withdrawn':
      return enforcer.onWithdrawn(inbound);
    case 'joined':
      return registry.onJoined(inbound, signal);
    case 'left':
      return registry.onLeft(inbound);
    case 'group-changed':
      return registry.onGroupChanged(inbound, signal);
    case 'pressed':
      return enforcer.onPressed(inbound);
    case 'asked':
      return enforcer.onAsked(inbound);
  }
}

async function handlePost(
  inbound: Extract<Inbound, { kind: 'post' }>,
  { store, examiner, onVerdict, clock, ears }: PipelineOptions,
  signal: AbortSignal,
): Promise<void> {
  const group = await store.groups.find(inbound.post.group);
  // Members are informed before they are checked (PIPL 17, 35): a group without an introduction is not examined.
  if (!group || group.introducedAt === null || group.mode === 'off') {
    await store.record({ answers: [inbound.key] });
    return;
  }
  await ears?.posted(inbound);
  const startedAt = clock();
  const verdict = await examine(examiner, inbound, group, signal);
  onVerdict(verdict, clock() - startedAt);
}
