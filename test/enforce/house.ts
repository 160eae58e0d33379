import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDesk } from '#enforce/desk.ts';
import { createEnforcer } from '#enforce/enforcer.ts';
import { createOwnerDesk } from '#enforce/owner-desk.ts';
import { planVerdict } from '#enforce/plan.ts';
import { createReportDesk } from '#enforce/report-desk.ts';
import { createRegistry } from '#enforce/registry.ts';
import { isWeekday } from '#lib/working-time.ts';
import { parseTexts } from '#enforce/texts.ts';
import { keyRing } from '#lib/keys.ts';
import { readSheet, readSheets } from '#lib/sheet.ts';
import type { Case } from '#model/case.ts';
import type { Clerk } from '#model/desk.ts';
import type { Gateway } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { Mailer } from '#model/mailer.ts';
import type { Post } from '#model/post.ts';
import { Transient } from '#model/transient.ts';
import type { Unit } from '#model/unit.ts';
import type { Verdict } from '#model/verdict.ts';
import { openSqliteStore } from '#store/open.ts';
import { parseRetention } from '#store/retention.ts';
import { aFinding, aGroup, aPost, aUnit } from '../support/a-post.ts';
import { setClock } from '../support/clock.ts';
import { simulatedGateway, type SimulatedOptions } from '../support/simulated-gateway.ts';

const root = join(import.meta.dirname, '..', '..');
const texts = parseTexts(readSheets(join(root, 'rules', 'texts'), 'rules/texts'));
const retention = parseRetention(readSheet(join(root, 'data', 'retention.yaml')));

export const caseId = 'K7M2-QX4D';
export const reviewer: Clerk = { account: 'a-reviewer', role: 'reviewer', person: null };
export const second: Clerk = { account: 'a-second', role: 'reviewer', person: null };

export interface HouseOptions extends SimulatedOptions {
  /** Another door than the simulated one. */
  readonly gateway?: Gateway;
  readonly group?: Partial<Group>;
  readonly unit?: Partial<Unit>;
  readonly mailer?: Mailer;
}

/** Everybody's pseudonym is `p-` and the native part of his id, so that a test can read it. */
const members = ['zhang', 'owner', 'duty', 'second', 'leader', 'head', 'li'];

/** Enforce on a real store, with a door that records, at a set clock. */
export async function aHouse(options: HouseOptions = {}) {
  const clock = setClock();
  let naming = '';
  const store = openSqliteStore({
    file: ':memory:',
    keys: keyRing(Buffer.alloc(32, 5)),
    clock: clock.now,
    newPseudonym: () => `p-${naming}`,
    retention,
  });
  onTestFinished(() => store.close());
  for (const name of members) {
    naming = name;
    await store.people.pseudonym(`test:${name}`, name);
  }
  naming = 'stranger';
  const door = simulatedGateway(options);
  const links = {
    notice: (id: string) => `notice/${id}`,
    case: (id: string) => `case/${id}`,
    mine: () => 'mine',
    owner: () => 'owner',
    report: () => 'report',
    about: () => 'about',
    quiz: (ref: string) => `quiz/${ref}`,
    console: () => 'console',
    digests: () => 'https://zhouzhi.example/console/digests',
    myDigests: () => 'https://zhouzhi.example/digest/token',
  };
  const common = {
    store,
    gateways: new Map([door.gateway, ...(options.gateway ? [options.gateway] : [])].map((one) => [one.platform, one])),
    texts,
    law: {},
    catalogue: { rules: new Map(), categories: new Map() },
    links,
    clock: clock.now,
    tz: 'Asia/Shanghai',
    onWake: () => undefined,
    ...(options.mailer && { mailer: options.mailer }),
    screen: async (text: string) => text.includes('样张'),
    words: async (text: string) =>
      text.includes('样张') ? ('marks' as const) : text.includes('原话') ? ('copy' as const) : null,
    isWorkday: isWeekday,
  };
  const registry = createRegistry({
    ...common,
    isTemplate: (id) => id === '机关' || id === '高校',
    defaultTemplate: '机关',
    internal: new Set(['机关']),
  });
  const desk = createDesk({ ...common, registry });
  const owners = createOwnerDesk({
    ...common,
    isTemplate: (id) => id === '机关' || id === '高校',
    defaultTemplate: '机关',
    internal: new Set(['机关']),
  });
  let ids = 0;
  const reports = createReportDesk({ ...common, newReportId: () => `R-${++ids}` });
  const enforcer = createEnforcer({ ...common, desk, owners });
  await store.record({ unit: aUnit(options.unit), groups: [aGroup(options.group)] });

  /** Does everything that is due now, and what follows from it. */
  const turn = async (): Promise<void> => {
    for (let round = 0; round < 20; round++) {
      const due = await store.outbox.take(clock.now(), 50);
      if (due.length === 0) return;
      for (const deed of due) {
        await enforcer.perform(deed, AbortSignal.timeout(5000)).catch(async (error: unknown) => {
          if (!(error instanceof Transient)) throw error;
          await store.outbox.defer(deed.key, clock.now() + 1000, 'busy');
        });
      }
    }
    throw new Error('expected the outbox to run dry, got 20 rounds');
  };

  return {
    clock,
    store,
    door,
    desk,
    owners,
    reports,
    registry,
    enforcer,
    turn,
    async wait(ms: number): Promise<void> {
      clock.pass(ms);
      await turn();
    },
    async judge(
      verdict: Verdict,
      post: Post = aPost(),
      withdrawal: { at: number; by: string | null } | null = null,
    ): Promise<Case> {
      const group = await store.groups.find(post.group);
      const person = await store.people.pseudonym(post.sender.id, post.sender.name);
      if (!group) throw new Error('expected the group, got none');
      const plan = planVerdict({
        post,
        verdict,
        group,
        unit: await store.unit(),
        person,
        now: clock.now(),
        caseId,
        fingerprint: 'f',
        isBeyondReach: door.gateway.retract === undefined,
        withdrawal,
      });
      await store.record(plan);
      await turn();
      return this.read();
    },
    async read(): Promise<Case> {
      const one = await store.cases.find(caseId);
      if (!one) throw new Error('expected the case, got none');
      return one;
    },
    withdraw: (by: string | null) =>
      enforcer.onWithdrawn({
        key: 'w-1',
        at: clock.now(),
        kind: 'withdrawn',
        group: 'test:group-1',
        post: 'test:post-1',
        by,
      }),
    /** Who was sent which title, since the last look. */
    said(): readonly string[] {
      return door.sent.splice(0).map(({ to, card }) => `${to.id.replace('test:', '')}: ${card.title}`);
    },
    events: async () => (await store.cases.timeline(caseId)).map(({ event }) => event),
  };
}

const leading = {
  post: 'test:post-1',
  outcome: 'violation',
  gaps: [],
  gapMeasure: 'none',
  withheld: [],
  charged: true,
  failures: [],
} as const;

export function classified(changes: Partial<Verdict> = {}): Verdict {
  return {
    ...leading,
    kind: 'classified',
    category: 'classified.state-secret',
    confidence: 0.95,
    reasons: [aFinding()],
    steps: [{ do: 'retract', otherwise: 'request-recall' }, { do: 'notify' }, { do: 'escalate' }],
    policy: { id: 'state-secret', version: 1, template: '机关' },
    severity: 5,
    deadline: 10,
    ...changes,
  };
}

export function personal(changes: Partial<Verdict> = {}): Verdict {
  return {
    ...leading,
    kind: 'personal-data',
    category: 'personal-data.id-card',
    confidence: 0.95,
    reasons: [aFinding({ rule: 'cn-id-card', category: 'personal-data.id-card' })],
    steps: [{ do: 'request-recall' }, { do: 'notify' }],
    policy: { id: 'personal-data-sensitive', version: 1, template: '机关' },
    severity: 3,
    deadline: 60,
    ...changes,
  };
}

export function scoped(changes: Partial<Verdict> = {}): Verdict {
  const reasons = [aFinding({ rule: 'appointment', category: 'scope.personnel', confidence: 0.8 })];
  return {
    ...personal(),
    kind: 'scope',
    category: 'scope.personnel',
    confidence: 0.8,
    reasons,
    steps: [{ do: 'notify' }],
    severity: 2,
    ...changes,
  };
}

export function lured(changes: Partial<Verdict> = {}): Verdict {
  const reasons = [aFinding({ rule: 'lure', category: 'solicitation.paid-material', confidence: 0.8 })];
  return {
    ...personal(),
    kind: 'solicitation',
    category: 'solicitation.paid-material',
    confidence: 0.8,
    reasons,
    steps: [{ do: 'escalate' }],
    severity: 4,
    ...changes,
  };
}
