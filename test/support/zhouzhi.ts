import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Calling {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** The checkout itself where it is absent. */
  readonly root?: string;
}

/** The command as a person types it; nothing of this process's own settings gets through. */
export function spawnZhouzhi(
  args: readonly string[],
  { env = {}, root = resolve('.') }: Calling = {},
): ChildProcessWithoutNullStreams {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ZHOUZHI|WECOM|FEISHU|NODE|VITEST|DATABASE)_/.test(name),
  );
  return spawn(process.execPath, [join(root, 'src/zhouzhi.js'), ...args], {
    // What one start compiled serves the next, and goes with the run.
    env: { ...Object.fromEntries(inherited), NODE_COMPILE_CACHE: join(inject('installed'), '.compiled'), ...env },
  });
}

/** Runs it to its end; one that hangs is killed and shows no exit code. */
export function runZhouzhi(args: readonly string[], calling: Calling = {}): Promise<Ending> {
  const child = spawnZhouzhi(args, calling);
  const end = endingOf(child);
  child.stdin.end(calling.input ?? '');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return end.finally(() => clearTimeout(overdue));
}

export function endingOf(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  // A child that ends without reading its input is no error here.
  child.stdin.on('error', () => undefined);
  return new Promise((done) =>
    child.on('close', (code, signal) => done({ code, signal, out: textOf(out), err: textOf(err) })),
  );
}

function textOf(parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString('utf8');
}
