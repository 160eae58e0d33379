import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Gateway } from '#model/gateway.ts';
import { platformOf, type Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { consoleRoutes } from '#console/console.ts';
import { createMailer } from '#gateway/mail/mailer.ts';
import { createPool } from '#extract/pool/pool.ts';
import { proveRules } from '#detect/rules/prove.ts';
import { createPress } from '#paper/press.ts';
import { bell } from '#lib/bell.ts';
import { keyRing } from '#lib/keys.ts';
import { safeError } from '#lib/safe-error.ts';
import { SheetError } from '#lib/sheet.ts';
import { turning, type Turning } from '#lib/turning.ts';
import { openSqliteStore } from '#store/open.ts';
import { startTimetable } from '#timetable/start.ts';
import { consoleParts, type ConsoleHands } from '#assembly/console.ts';
import { digestJobs } from '#assembly/digests.ts';
import { createEnforcement } from '#assembly/enforcement.ts';
import { createExaminer } from '#assembly/examiner.ts';
import { openLivingBank } from '#assembly/bank/living-bank.ts';
import { knownTo, loadItemBank } from '#assembly/item-bank.ts';
import { writeOwnSamples } from '#assembly/own-samples.ts';
import { createWordCheck } from '#assembly/word-check.ts';
import { makeDataDir } from '#assembly/data-dir.ts';
import { healthChecks } from '#assembly/health.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import { keepIntercept } from '#assembly/intercept.ts';
import { houseLearning } from '#assembly/learning.ts';
import { createMetrics } from '#assembly/metrics.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { quizFigures } from '#assembly/quiz-figures.ts';
import { loopReport } from '#assembly/report.ts';
import { houseRounds } from '#assembly/rounds.ts';
import { openSandbox } from '#assembly/sandbox.ts';
import { ownerViews } from '#assembly/owner-views.ts';
import { createRegistrar } from '#assembly/registrar.ts';
import { rollJobs } from '#assembly/roll.ts';
import { loadShelf, type Shelf } from '#assembly/shelf.ts';
import { houseTimetable, loadCalendar } from '#assembly/timetable.ts';
import { openWecom } from '#assembly/wecom.ts';
import { ConfigError, type Config } from '#config.ts';
import { createApp, listen } from '#http.ts';
import { startPipeline } from '#pipeline.ts';

export interface HouseOptions {
  readonly config: Config;
  /** Folder of rules/, data/ and dist/web. */
  readonly root: string;
  /** Other doors than the sandbox: for tests with a platform of their own. */
  readonly gateways?: readonly Gateway[];
}

export interface House {
  readonly url: string;
  readonly store: Store;
  /** Only while there is no account. */
  readonly setupLink: string | null;
  /** Lets the turn under way end, then closes everything. */
  stop(): Promise<void>;
}

/** Assembles the house and starts it; what fails for a person's mistake fails here, with one message. */
export async function startHouse(options: HouseOptions): Promise<House> {
  const rooms = await openRooms(options);
  const { store, config, changed, setupToken } = rooms;
  const pipeline = startPipeline({ ...rooms, gateways: rooms.doors, onChange: () => changed.ring() });
  rooms.wakes.listen(() => pipeline.wakeOutbox());
  await pipeline.caughtUp(5000);
  const finding = await startFinding(rooms);
  const intercept = startIntercept(rooms);
  const timetable = startTimetable(rooms.timetable, { tz: config.timeZone, onError: rooms.onBug('timetable') });
  const stopRooms = async (): Promise<void> => {
    await timetable.stop();
    await intercept?.stop();
    await finding.stop();
    await pipeline.stop();
    await rooms.ownModel.stop();
    await rooms.pool.close();
    await rooms.sandbox?.close();
    await rooms.wecom?.close();
    await store.close();
  };

  const app = createApp({
    gateways: rooms.doors,
    receive: (inbound) => pipeline.receive(inbound),
    rang: (platform) => pipeline.rang(platform),
    routers: rooms.routers,
    webDir: join(options.root, 'dist', 'web'),
    hasSandbox: rooms.sandbox !== null,
    isHttps: config.url.startsWith('https:'),
    ready: () => readiness(store),
    metrics: () => rooms.metrics.text(),
    onError: (error, path) => rooms.onBug(path)(error),
  });
  const server = await listen(app, config).catch(async (error: unknown) => {
    await stopRooms();
    throw error;
  });
  return {
    url: config.url,
    store,
    setupLink: setupToken === null ? null : `${config.url}/setup#token=${setupToken}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await stopRooms();
    },
  };
}

/** Every room with what it needs of the others; nothing turns yet. */
async function openRooms({ config, root, gateways }: HouseOptions) {
  const shelf = provenShelf(root, config);
  makeDataDir(config.dataDir);
  const keys = keyRing(loadMasterKey(config, 'create'));
  const log = pino({ level: config.logLevel });
  const onBug = (where: string) => (error: unknown) =>
    log.error({ where, error: safeError(error) }, 'unexpected error');
  const clock = (): Moment => Date.now();
  const newPseudonym = (): string => `p-${randomBytes(9).toString('base64url')}`;
  const file = join(config.dataDir, 'zhouzhi.db');
  const store = openSqliteStore({ file, keys, clock, newPseudonym, retention: shelf.retention });
  await store.outbox.recover();

  const sandbox =
    gateways || !config.platforms.includes('sandbox')
      ? null
      : await openSandbox({ ...config, clock, store, onBug: onBug('sandbox') });
  const wecom =
    gateways || !config.wecom ? null : openWecom({ wecom: config.wecom, url: config.url, store, clock, log });
  const doors = gateways ?? [sandbox, wecom].flatMap((one) => one?.gateway ?? []);
  const byPlatform = new Map(doors.map((door) => [door.platform, door]));
  const recipients = config.evidence === 'none' ? [] : (sandbox?.recipients ?? config.recipients);
  const metrics = createMetrics(store);
  const [changed, wakes] = [bell(), bell()];
  wakes.listen(() => changed.ring());

  const pool = createPool();
  pool.warm();
  const living = await openLivingRules(shelf, store);
  for (const { says } of living.compiled().aside) log.warn({ says }, 'a sheet of the unit is set aside');
  const calendar = loadCalendar(root, config.dataDir);
  const common = { config, shelf, living, store, gateways: byPlatform, clock, calendar };
  const examiner = createExaminer({
    ...common,
    pool,
    recipients,
    timeZone: config.timeZone,
    fingerprintKey: keys.key('fingerprint'),
    piecesKey: keys.key('pieces'),
    onDetectorError: (detector, error) => onBug(detector)(error),
  });
  await writeOwnSamples(config.dataDir, store);
  const linkKey = keys.key('link');
  const bank = await openLivingBank({ shipped: loadItemBank(root), store, known: knownTo(shelf) });
  for (const { says } of bank.aside) log.warn({ says }, 'an item of the unit is set aside');
  const rounds = houseRounds({ ...common, bank, linkKey, onWake: () => wakes.ring() });
  const mailer = config.mail ? createMailer(config.mail) : undefined;
  const enforcement = createEnforcement({
    ...common,
    ...(mailer && { mailer }),
    linkKey,
    voice: rounds.voice,
    quiz: rounds.ears,
    onWake: () => wakes.ring(),
    words: createWordCheck(examiner),
  });
  const digests = digestJobs({
    store,
    say: shelf.say,
    doors: async () => doors.map((door) => ({ platform: door.platform, says: door.says?.() ?? null })),
    quiz: quizFigures(store),
    hasMail: mailer !== undefined,
    tz: config.timeZone,
    onWake: () => wakes.ring(),
  });
  const roll = rollJobs({
    store,
    tz: config.timeZone,
    listMembers: async (group, signal) => (await byPlatform.get(platformOf(group))?.members?.(group, signal)) ?? null,
  });
  const timetable = houseTimetable({
    ...common,
    timeZone: config.timeZone,
    jobs: [rounds.jobs, digests, roll],
    onError: (job, error) => onBug(job)(error),
    onChange: () => wakes.ring(),
    onCasesErased: () => writeOwnSamples(config.dataDir, store),
  });
  const { parts, setupToken, ownModel } = await consoleParts(
    {
      store,
      desk: enforcement.desk,
      owners: enforcement.owners,
      reports: enforcement.reports,
      ...ownerViews({ store, shelf, examiner, owners: enforcement.owners, timeZone: config.timeZone }),
      groups: enforcement.registry,
      quiz: rounds.desk,
      timetable,
      now: clock,
      isWorkday: (day) => calendar.isWorkday(day),
      linkKey,
      registrar: createRegistrar({ ...common, examiner, pool }),
      identities: doors.flatMap(({ identity }) => identity ?? []),
      evidenceRecipients: recipients.length,
      health: healthOf(doors, clock(), versionOf(root)),
      checks: () => healthChecks({ store, doors, pool, dataDir: config.dataDir, clock }),
      learning: houseLearning({ ...common, bank, linkKey, onWake: () => wakes.ring() }),
      press: createPress(),
      onChange: (listener) => changed.listen(listener),
      log: ({ error, route }) => onBug(route)(error),
    },
    { config, root, shelf, living, bank },
  );
  const routers = [
    { path: '/api/v1', router: consoleRoutes(parts) },
    ...(sandbox ? [{ path: '/sandbox/api', router: sandbox.router }] : []),
  ];
  const report = loopReport(log, metrics);
  return {
    config,
    store,
    clock,
    sandbox,
    wecom,
    doors,
    pool,
    examiner,
    ...enforcement,
    ears: rounds.ears,
    timetable,
    report,
    metrics,
    onBug,
    changed,
    wakes,
    routers,
    setupToken,
    ownModel,
    onVerdict: metrics.saw,
  };
}

/** 聊天敏感词 of WeCom, where there is such a door. */
function startIntercept(rooms: Awaited<ReturnType<typeof openRooms>>): Turning | null {
  const { wecom, config, store, clock, onBug } = rooms;
  if (!wecom || !config.wecom) return null;
  const { corpId } = config.wecom;
  return keepIntercept({ door: wecom, corpId, store, clock, onError: onBug('intercept') });
}

function healthOf(doors: readonly Gateway[], startedAt: Moment, version: string): ConsoleHands['health'] {
  return () =>
    Promise.resolve({
      doors: doors.map((door) => ({ platform: door.platform, says: door.says?.() ?? null })),
      startedAt,
      version,
    });
}

/** A rule whose examples disagree stops the start, with file, line and reason. */
function provenShelf(root: string, config: Config): Shelf {
  const shelf = loadShelf(root, config.dataDir);
  if (!shelf.templates.has(config.template)) {
    throw new ConfigError(
      `ZHOUZHI_TEMPLATE: expected one of ${[...shelf.templates.keys()].join(', ')}; got ${JSON.stringify(config.template)}`,
    );
  }
  const [problem] = proveRules(shelf.rules);
  if (problem) throw new SheetError(problem, problem.line, problem.says);
  return shelf;
}

type Finding = Pick<Awaited<ReturnType<typeof openRooms>>, 'doors' | 'registry' | 'report' | 'onBug'>;

/** Groups the bot finds itself in at start. A door that is shut now is asked again until it has told. */
async function startFinding(rooms: Finding): Promise<Turning> {
  let shut = await findGroups(rooms.doors, rooms);
  let isFirst = true;
  return turning(async () => {
    if (shut.length > 0 && !isFirst) shut = await findGroups(shut, rooms);
    isFirst = false;
    return null;
  }, rooms.onBug('groups'));
}

/** Returns the doors that may tell later. */
async function findGroups(
  doors: readonly Gateway[],
  { registry, report, onBug }: Finding,
): Promise<readonly Gateway[]> {
  const shut: Gateway[] = [];
  for (const door of doors) {
    try {
      const found = await door.groups?.(AbortSignal.timeout(10_000));
      if (found) await registry.registerFound(found);
    } catch (error) {
      if (error instanceof Transient) {
        report.transient('groups', door.platform, error);
        shut.push(door);
      } else onBug('groups')(error);
    }
  }
  return shut;
}

async function readiness(store: Store): Promise<{ readonly isReady: boolean; readonly says: string }> {
  const { waiting, stuck } = await store.inbox.depth();
  return { isReady: waiting < 10_000, says: `inbox ${waiting} waiting, ${stuck} stuck` };
}

function versionOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
