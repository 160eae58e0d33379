import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '#config.ts';
import { bench } from '#cli/bench.ts';
import { benchQuiz } from '#cli/bench-quiz.ts';
import { checkFiles, checkPosts } from '#cli/check.ts';
import { evaluate } from '#cli/eval.ts';
import { extractFiles } from '#cli/extract.ts';
import { evalPictures } from '#cli/eval-pictures.ts';
import { fingerprint } from '#cli/fingerprint.ts';
import { helpText } from '#cli/help.ts';
import { auditVerify, backup, unsealFile } from '#cli/keep.ts';
import { processOutput, UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { purgeCase } from '#cli/purge.ts';
import { lintQuiz, previewQuiz } from '#cli/quiz.ts';
import { testRules } from '#cli/rules.ts';
import { readSamples } from '#cli/samples.ts';
import { start } from '#cli/start.ts';
import { train } from '#cli/train.ts';
import { wecomDoctor } from '#cli/wecom.ts';
import { ListenError } from '#http.ts';
import { SheetError } from '#lib/sheet.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { findRoot, loadShelf } from '#assembly/shelf.ts';
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
} as const;

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
    case 'start':
      return start(findRoot(), output);
    case 'check': {
      const check = {
        shelf: loadShelf(findRoot()),
        json: values.json,
        template: values.template,
        stdin: process.stdin,
        output,
      };
      return values.posts ? checkPosts(check) : checkFiles(rest, check);
    }
    case 'extract':
      return extractFiles(rest, values.json, output);
    case 'rules':
      expectWord(command, rest, 'test');
      return testRules(findRoot(), values.json, output);
    case 'eval':
      if (values.pictures !== undefined) {
        const every = Number(values.every) || 1;
        const { json, prints } = values;
        return evalPictures(values.pictures, {
          shelf: loadShelf(findRoot()),
          json,
          every,
          prints,
          output,
          progress: showProgress,
        });
      }
      return evaluate({ shelf: loadShelf(findRoot()), files: rest, errors: values.errors, json: values.json, output });
    case 'bench':
      if (rest[0] === 'quiz') return benchQuiz(loadItemBank(findRoot()).items, values.json, output);
      return bench({
        shelf: loadShelf(findRoot()),
        root: findRoot(),
        part: rest[0],
        files: rest.slice(1),
        json: values.json,
        output,
      });
    case 'train':
      return train({
        root: findRoot(),
        unit: values.unit ? readConfig().dataDir : null,
        examination: (values.against ?? []).flatMap((file) => readSamples(file)),
        output,
      });
    case 'fingerprint':
      return fingerprint({ ...values, words: rest, root: findRoot(), output });
    case 'quiz': {
      if (rest[0] === 'lint') return lintQuiz(findRoot(), values.json, output);
      expectWord(command, rest, 'preview');
      const { answer, member, json } = values;
      return previewQuiz({ root: findRoot(), id: rest[1], answer, member, json, output });
    }
    case 'audit':
      expectWord(command, rest, 'verify');
      return auditVerify(values.head, values.json, output);
    case 'backup':
      return backup(rest[0], output);
    case 'purge':
      return purgeCase(rest[0], findRoot(), output);
    case 'unseal':
      return unsealFile(rest[0], values.identity, output);
    case 'wecom':
      expectWord(command, rest, 'doctor');
      return wecomDoctor(values.to, values.json, output);
    default:
      throw new UsageError(
        `expected one of start, check, extract, rules, eval, bench, train, fingerprint, quiz, audit, backup, purge, unseal, wecom; got ${JSON.stringify(command)}`,
      );
  }
}

/** A line that counts up on a terminal; nothing in a pipe. */
function showProgress(done: number, of: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === of ? '\r\x1b[K' : `\r\x1b[K${done}/${of}`);
}

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
