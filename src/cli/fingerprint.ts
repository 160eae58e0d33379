import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isCategory, isSuspectedStateSecret, type Category } from '#model/category.ts';
import type { FingerprintFacts, Registrar } from '#model/fingerprint.ts';
import type { Store } from '#model/store.ts';
import { createPool, type Pool } from '#extract/pool/pool.ts';
import { keyRing } from '#lib/keys.ts';
import { openSqliteStore } from '#store/open.ts';
import { openReader } from '#store/reader.ts';
import { createDetectors } from '#assembly/examiner.ts';
import { openFingerprints } from '#assembly/fingerprints.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import { openPictures } from '#assembly/pictures.ts';
import { fingerprintEntry, registrable } from '#assembly/registering.ts';
import { createRegistrar } from '#assembly/registrar.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf, type Shelf } from '#assembly/shelf.ts';
import { readConfig, readDataPlace } from '#config.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';

/** Stands in the ledger where an account would. */
const commandLine = 'command-line';
/** A scanned document is read page by page. */
const patience = 180_000;

export interface FingerprintCall {
  /** After `fingerprint`: what to do, and the files or the number. */
  readonly words: readonly string[];
  readonly name?: string;
  readonly category?: string;
  readonly json: boolean;
  readonly root: string;
  readonly output: Output;
}

/** `fingerprint add|list|remove`. Adding and removing need a stopped house: one process owns the database. */
export async function fingerprint(call: FingerprintCall): Promise<ExitCode> {
  const [what, ...rest] = call.words;
  switch (what) {
    case 'add':
      return add(rest, call);
    case 'list':
      return list(call);
    case 'remove':
      return remove(rest[0], call);
    default:
      throw new UsageError(
        `fingerprint: expected "fingerprint add", "fingerprint list" or "fingerprint remove", got ${JSON.stringify(what ?? '')}`,
      );
  }
}

async function add(files: readonly string[], call: FingerprintCall): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError('fingerprint add: expected one file or more, got nothing');
  if (call.name !== undefined && files.length > 1)
    throw new UsageError(`--name: expected one file to name, got ${files.length}`);
  const shelf = loadShelf(call.root, readDataPlace().dataDir);
  const category = categoryOf(call.category, shelf);
  const missing = files.find((file) => !statSync(file, { throwIfNoEntry: false })?.isFile());
  if (missing !== undefined) throw new UsageError(`${missing}: expected a readable file, found none`);
  return withStore(shelf, async (store, key) => {
    const pool = createPool();
    try {
      const registrar = await registrarOf({ store, shelf, key, pool });
      let exit: ExitCode = 0;
      for (const file of files) if (!(await register({ file, category, store, registrar }, call))) exit = 1;
      return exit;
    } finally {
      await pool.close();
    }
  });
}

/** That of the console: reads by the same workers, refuses by the same judgement. */
async function registrarOf(parts: {
  readonly store: Store;
  readonly shelf: Shelf;
  readonly key: Buffer;
  readonly pool: Pool;
}): Promise<Registrar> {
  const { store, shelf, key, pool } = parts;
  const clock = () => Date.now();
  const documents = openFingerprints({ store, rules: shelf.fingerprints, key, clock });
  const onError = (error: unknown): never => {
    throw error;
  };
  const findPicture = openPictures({ store, clock, onError });
  const living = await openLivingRules(shelf, store);
  const detectors = createDetectors({ shelf, living, documents, findPicture });
  return createRegistrar({ store, shelf, living, pool, clock, examiner: { detectors, pieces: documents.pieces } });
}

interface Adding {
  readonly file: string;
  readonly category: Category;
  readonly store: Store;
  readonly registrar: Registrar;
}

async function register(
  { file: path, category, store, registrar }: Adding,
  { name: given, json, output }: FingerprintCall,
): Promise<boolean> {
  const file = basename(path);
  const name = given ?? file;
  const document = { file, name, category, bytes: readFileSync(path), endsAt: null };
  const made = await registrar.register(document, commandLine, AbortSignal.timeout(patience));
  if (!made.ok) {
    const actor = { kind: 'account', account: commandLine } as const;
    const row = { at: Date.now(), event: 'fingerprint-refused', actor, detail: { why: made.refused } } as const;
    await store.record({ ledger: [row] });
    output.problem(json ? JSON.stringify({ file: path, refused: made.says }) : `${path}：${made.says}`);
    return false;
  }
  const says = `已登记“${name}”，编号 ${made.id}，${made.pieces} 个片段的带密钥摘要；文字没有保存。`;
  output.line(json ? JSON.stringify({ file: path, id: made.id, name, category, pieces: made.pieces }) : says);
  return true;
}

function categoryOf(given: string | undefined, { fingerprints, catalogue }: Shelf): Category {
  const category = given ?? fingerprints.registered.category;
  const known = registrable(catalogue.categories.keys());
  if (isCategory(category) && known.includes(category)) return category;
  if (isCategory(category) && isSuspectedStateSecret(category))
    throw new UsageError('--category: 涉密文件不得在本机登记。 expected no category of state secrets, got one');
  throw new UsageError(`--category: expected one of ${known.join(', ')}; got ${JSON.stringify(category)}`);
}

async function list({ json, output, root }: FingerprintCall): Promise<ExitCode> {
  const config = readConfig();
  const { catalogue } = loadShelf(root);
  const reader = openReader(join(config.dataDir, 'zhouzhi.db'), keyRing(loadMasterKey(config, 'only-read')));
  try {
    const all = await reader.fingerprints.list();
    if (json) output.line(JSON.stringify(all));
    else for (const one of all) output.line(spoken(one, catalogue.categories.get(one.category)?.title ?? one.category));
    if (!json && all.length === 0) output.line('还没有登记文件，也没有撤回过的内容。');
    return 0;
  } finally {
    await reader.close();
  }
}

function spoken({ id, name, source, addedAt, endsAt, isLive }: FingerprintFacts, title: string): string {
  const from = source === 'registered' ? `登记  ${name}` : `撤回内容  案件 ${name}`;
  const until = endsAt === null ? '长期' : `至 ${dayOf(endsAt)}`;
  return [id, dayOf(addedAt), from, title, until, ...(isLive ? [] : ['未生效（消息没有撤回）'])].join('  ');
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

async function remove(id: string | undefined, { json, output, root }: FingerprintCall): Promise<ExitCode> {
  if (!id) throw new UsageError('fingerprint remove: expected the number of a fingerprint, got nothing');
  return withStore(loadShelf(root), async (store) => {
    const known = (await store.fingerprints.list()).find((one) => one.id === id);
    const entry = known && fingerprintEntry('fingerprint-removed', known, { at: Date.now(), by: commandLine });
    const isGone = entry !== undefined && (await store.fingerprints.remove(id, entry));
    if (json) output.line(JSON.stringify({ id, removed: isGone }));
    else if (isGone) output.line(`指纹 ${id} 已删除；台账中留有记录。`);
    else output.problem(`没有指纹 ${id}。`);
    return isGone ? 0 : 1;
  });
}

async function withStore(
  { retention }: Shelf,
  work: (store: Store, key: Buffer) => Promise<ExitCode>,
): Promise<ExitCode> {
  const config = readConfig();
  const keys = keyRing(loadMasterKey(config, 'only-read'));
  const store = openSqliteStore({
    file: join(config.dataDir, 'zhouzhi.db'),
    keys,
    clock: () => Date.now(),
    newPseudonym: () => `p-${randomBytes(9).toString('base64url')}`,
    retention,
  });
  try {
    return await work(store, keys.key('pieces'));
  } finally {
    await store.close();
  }
}
