import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readDataPlace } from '#config.ts';
import { helpText } from '#cli/help.ts';
import { processOutput, UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { findRoot } from '#assembly/root.ts';
import { ListenError } from '#listen-error.ts';
import { SheetError } from '#lib/sheet.ts';
import { StoreError } from '#store/store-error.ts';

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  json: { type: 'boolean', default: false },
  posts: { type: 'boolean', default: false },
  template: { type: 'string', default: '机关' },
  head: { type: 'string' },
  identity: { type: 'string' },
  name: { type: 'string' },
  category: { type: 'string' },
  errors: { type: 'boolean', default: false },
  unit: { type: 'boolean', default: false },
  against: { type: 'string', multiple: true },
  pictures: { type: 'string' },
  prints: { type: 'boolean', default: false },
  every: { type: 'string', default: '1' },
  to: { type: 'string' },
  answer: { type: 'string' },
  member: { type: 'string' },
  shipped: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  why: { type: 'string' },
} as const;

/** Each command loads its own rooms only: `--help` and `quiz lint` need neither the models nor the web server. */
async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.version) {
    output.line(versionOf());
    return 0;
  }
  if (values.help || command === undefined) {
    (values.help ? output.line : output.problem)(helpText);
    return values.help ? 0 : 2;
  }
  switch (command) {
    case 'start': {
      const { start } = await import('#cli/start.ts');
      return start(findRoot(), output);
    }
    case 'check':
      return check(rest, values, output);
    case 'extract': {
      const { extractFiles } = await import('#cli/extract.ts');
      return extractFiles(rest, values.json, output);
    }
    case 'rules':
      return rules(rest, values, output);
    case 'eval':
      return values.pictures === undefined
        ? evaluatePosts(rest, values, output)
        : evaluatePictures(values.pictures, values, output);
    case 'bench':
      return measure(rest, values, output);
    case 'train': {
      const { train } = await import('#cli/train.ts');
      const { readSamples } = await import('#cli/samples.ts');
      const examination = (values.against ?? []).flatMap((file) => readSamples(file));
      const unit = values.unit ? readDataPlace().dataDir : null;
      return train({ root: findRoot(), unit, examination, json: values.json, output });
    }
    case 'fingerprint': {
      const { fingerprint } = await import('#cli/fingerprint.ts');
      return fingerprint({ ...values, words: rest, root: findRoot(), output });
    }
    case 'quiz':
      return quiz(rest, values, output);
    case 'audit': {
      expectWord(command, rest, 'verify');
      const { auditVerify } = await import('#cli/keep.ts');
      return auditVerify(values.head, values.json, output);
    }
    case 'backup': {
      const { backup } = await import('#cli/keep.ts');
      return backup(rest[0], output);
    }
    case 'purge': {
      const { purgeCase } = await import('#cli/purge.ts');
      return purgeCase(rest[0], findRoot(), output);
    }
    case 'unseal': {
      const { unsealFile } = await import('#cli/keep.ts');
      return unsealFile(rest[0], values.identity, output);
    }
    case 'wecom': {
      expectWord(command, rest, 'doctor');
      const { wecomDoctor } = await import('#cli/wecom.ts');
      return wecomDoctor(values.to, values.json, output);
    }
    default:
      throw new UsageError(
        `expected one of start, check, extract, rules, eval, bench, train, fingerprint, quiz, audit, backup, purge, unseal, wecom; got ${JSON.stringify(command)}`,
      );
  }
}

async function rules([part, ...rest]: readonly string[], values: Values, output: Output): Promise<ExitCode> {
  const { json, all, why, shipped } = values;
  switch (part) {
    case 'test': {
      const { testRules } = await import('#cli/rules.ts');
      return testRules({ root: findRoot(), json, shipped, output });
    }
    case 'export': {
      const { exportRules } = await import('#cli/export-rules.ts');
      return exportRules({ folder: rest[0], all, json, output });
    }
    case 'import': {
      const { importRules } = await import('#cli/import-rules.ts');
      return importRules({ files: rest, why, root: findRoot(), json, output });
    }
    default:
      throw new UsageError(
        `rules: expected "rules test", "rules export" or "rules import", got ${JSON.stringify(`rules ${part ?? ''}`.trim())}`,
      );
  }
}

async function check(
  files: readonly string[],
  { json, posts, template, shipped }: Values,
  output: Output,
): Promise<ExitCode> {
  const { checkFiles, checkPosts } = await import('#cli/check.ts');
  const { openUnitShelf, tellUnitShelf } = await import('#cli/unit-shelf.ts');
  const unit = await openUnitShelf(findRoot(), shipped || posts);
  tellUnitShelf(unit, output);
  const parts = { shelf: unit.shelf, json, template, stdin: process.stdin, output };
  return posts ? checkPosts(parts) : checkFiles(files, parts);
}

async function evaluatePosts(files: readonly string[], { errors, json }: Values, output: Output): Promise<ExitCode> {
  const { evaluate } = await import('#cli/eval.ts');
  return evaluate({ shelf: await openShelf(), files, errors, json, output });
}

async function evaluatePictures(folder: string, { json, prints, every }: Values, output: Output): Promise<ExitCode> {
  const { evalPictures } = await import('#cli/eval-pictures.ts');
  const shelf = await openShelf();
  return evalPictures(folder, { shelf, json, prints, every: Number(every) || 1, output, progress: showProgress });
}

async function measure([part, ...files]: readonly string[], { json }: Values, output: Output): Promise<ExitCode> {
  if (part === 'quiz') {
    const { benchQuiz } = await import('#cli/bench-quiz.ts');
    const { loadItemBank } = await import('#assembly/item-bank.ts');
    return benchQuiz(loadItemBank(findRoot()).items, json, output);
  }
  const { bench } = await import('#cli/bench.ts');
  return bench({ shelf: await openShelf(), root: findRoot(), part, files, json, output });
}

async function quiz(words: readonly string[], { json, answer, member }: Values, output: Output): Promise<ExitCode> {
  const { lintQuiz, previewQuiz } = await import('#cli/quiz.ts');
  if (words[0] === 'lint') return lintQuiz(findRoot(), json, output);
  expectWord('quiz', words, 'preview');
  return previewQuiz({ root: findRoot(), id: words[1], answer, member, json, output });
}

async function openShelf() {
  const { loadShelf } = await import('#assembly/shelf.ts');
  return loadShelf(findRoot());
}

/** A line that counts up on a terminal; nothing in a pipe. */
function showProgress(done: number, of: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === of ? '\r\x1b[K' : `\r\x1b[K${done}/${of}`);
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

function expectWord(command: string, rest: readonly string[], word: string): void {
  if (rest[0] !== word)
    throw new UsageError(
      `${command}: expected "${command} ${word}", got ${JSON.stringify([command, ...rest].join(' '))}`,
    );
}

function versionOf(): string {
  const text: unknown = JSON.parse(readFileSync(join(findRoot(), 'package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown';
}

/** Errors a person can mend are told in their own words; anything else is a bug and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n运行 zhouzhi --help 查看用法。 See zhouzhi --help.`;
  const isMendable =
    error instanceof ConfigError ||
    error instanceof SheetError ||
    error instanceof StoreError ||
    error instanceof ListenError;
  if (isMendable) return `${error.name}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// A reader that closes early (`zhouzhi check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  process.exitCode = await run(process.argv.slice(2), processOutput);
} catch (error) {
  processOutput.problem(explain(error));
  process.exit(2);
}
