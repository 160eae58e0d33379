import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Gateway } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { consoleRoutes } from '#console/console.ts';
import { proveRules } from '#detect/rules/prove.ts';
import { createDesk } from '#enforce/desk.ts';
import { createEnforcer } from '#enforce/enforcer.ts';
import type { House as EnforceParts } from '#enforce/house.ts';
import { createRegistry } from '#enforce/registry.ts';
import { keyRing } from '#lib/keys.ts';
import { safeError } from '#lib/safe-error.ts';
import { SheetError } from '#lib/sheet.ts';
import { openSqliteStore } from '#store/open.ts';
import { consoleParts } from '#assembly/console.ts';
import { createExaminer, createScreen } from '#assembly/examiner.ts';
import { makeDataDir } from '#assembly/data-dir.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import { createLinks } from '#assembly/links.ts';
import { createMetrics } from '#assembly/metrics.ts';
import { loopReport } from '#assembly/report.ts';
import { openSandbox } from '#assembly/sandbox.ts';
import { loadShelf, type Shelf } from '#assembly/shelf.ts';
import { startTimetable } from '#assembly/timetable.ts';
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
export async function startHouse({ config, root, gateways }: HouseOptions): Promise<House> {
  const shelf = provenShelf(root);
  if (!shelf.templates.has(config.template)) {
    throw new ConfigError(
      `ZHOUZHI_TEMPLATE: expected one of ${[...shelf.templates.keys()].join(', ')}; got ${JSON.stringify(config.template)}`,
    );
  }
  makeDataDir(config.dataDir);
  const keys = keyRing(loadMasterKey(config, 'create'));
  const log = pino({ level: config.logLevel });
  const clock = (): Moment => Date.now();
  const startedAt = clock();
  const onBug = (where: string) => (error: unknown) =>
    log.error({ where, error: safeError(error) }, 'unexpected error');
  const store = openSqliteStore({
    file: join(config.dataDir, 'zhouzhi.db'),
    keys,
    clock,
    newPseudonym: () => `p-${randomBytes(9).toString('base64url')}`,
    retention: shelf.retention,
  });
  await store.outbox.recover();

  const sandbox = gateways ? null : await openSandbox({ ...config, clock, store, onBug: onBug('sandbox') });
  const doors = gateways ?? (sandbox ? [sandbox.gateway] : []);
  const byPlatform = new Map(doors.map((door) => [door.platform, door]));
  const recipients = config.evidence === 'none' ? [] : (sandbox?.recipients ?? config.recipients);
  const metrics = createMetrics(store);
  const watchers = new Set<() => void>();
  const onChange = (): void => watchers.forEach((watch) => watch());
  let wakeOutbox: () => void = () => undefined;

  const enforceParts: EnforceParts = {
    store,
    gateways: byPlatform,
    texts: shelf.texts,
    law: shelf.law,
    catalogue: shelf.catalogue,
    links: createLinks(config.url, keys.key('link'), clock),
    clock,
    tz: config.timeZone,
    onWake() {
      wakeOutbox();
      onChange();
    },
  };
  const screen = createScreen(shelf);
  const registry = createRegistry({
    ...enforceParts,
    isTemplate: (id) => shelf.templates.has(id),
    defaultTemplate: config.template,
  });
  const desk = createDesk({ ...enforceParts, screen, registry });
  const pipeline = startPipeline({
    store,
    gateways: doors,
    examiner: createExaminer({
      shelf,
      store,
      gateways: byPlatform,
      clock,
      recipients,
      fingerprintKey: keys.key('fingerprint'),
      onDetectorError: (detector, error) => onBug(detector)(error),
    }),
    enforcer: createEnforcer({ ...enforceParts, desk, screen }),
    registry,
    clock,
    report: loopReport(log, metrics),
    onVerdict(verdict, milliseconds) {
      metrics.posts.inc({ outcome: verdict.outcome });
      metrics.seconds.observe(milliseconds / 1000);
    },
    onChange,
  });
  wakeOutbox = () => pipeline.wakeOutbox();
  await pipeline.caughtUp(5000);
  await findGroups(doors, registry, onBug('groups'));
  const timetable = startTimetable({
    store,
    clock,
    timeZone: config.timeZone,
    onError: (task, error) => onBug(task)(error),
  });

  const { parts, setupToken } = await consoleParts(
    {
      store,
      desk,
      now: clock,
      linkKey: keys.key('link'),
      evidenceRecipients: recipients.length,
      health: () =>
        Promise.resolve({
          doors: doors.map(({ platform }) => ({ platform, says: null })),
          startedAt,
          version: versionOf(root),
        }),
      onChange(listener) {
        watchers.add(listener);
        return () => watchers.delete(listener);
      },
      log: ({ error, route }) => onBug(route)(error),
    },
    { config, root, shelf },
  );
  const app = createApp({
    gateways: doors,
    receive: (inbound) => pipeline.receive(inbound),
    rang: (platform) => pipeline.rang(platform),
    routers: [
      { path: '/api/v1', router: consoleRoutes(parts) },
      ...(sandbox ? [{ path: '/sandbox/api', router: sandbox.router }] : []),
    ],
    webDir: join(root, 'dist', 'web'),
    hasSandbox: sandbox !== null,
    isHttps: config.url.startsWith('https:'),
    ready: () => readiness(store),
    metrics: () => metrics.text(),
    onError: (error, path) => onBug(path)(error),
  });
  const stopRooms = async (): Promise<void> => {
    await timetable.stop();
    await pipeline.stop();
    await sandbox?.close();
    await store.close();
  };
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

/** A rule whose examples disagree stops the start, with file, line and reason. */
function provenShelf(root: string): Shelf {
  const shelf = loadShelf(root);
  const [problem] = proveRules(shelf.rules);
  if (problem) throw new SheetError(problem, problem.line, problem.says);
  return shelf;
}

/** Groups the bot finds itself in at start; a door that is shut now tells later by its own events. */
async function findGroups(
  doors: readonly Gateway[],
  registry: ReturnType<typeof createRegistry>,
  onBug: (error: unknown) => void,
): Promise<void> {
  for (const door of doors) {
    try {
      const found = await door.groups?.(AbortSignal.timeout(10_000));
      if (found) await registry.registerFound(found);
    } catch (error) {
      onBug(error);
    }
  }
}

async function readiness(store: Store): Promise<{ readonly isReady: boolean; readonly says: string }> {
  const { waiting, stuck } = await store.inbox.depth();
  return { isReady: waiting < 10_000, says: `inbox ${waiting} waiting, ${stuck} stuck` };
}

function versionOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
