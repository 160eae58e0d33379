import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationError, sharpened, sharpnessFor, type Prediction } from '#detect/classifier/calibrate.ts';
import { createBag } from '#detect/classifier/bag.ts';
import { createDescribe } from '#detect/classifier/features.ts';
import { fit, type Labelled } from '#detect/classifier/fit.ts';
import { alarmOf, encodeModel, isFine, probabilitiesOf, sumsOf, type Model } from '#detect/classifier/model.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { createSearch } from '#detect/rules/detector.ts';
import { unmasked } from '#detect/rules/glance.ts';
import { counts } from '#detect/rules/rule.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { lintSamples } from '#cli/sample-lint.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { readSampleFolder, type SampleRow } from '#cli/samples.ts';
import type { Training } from '#model/lesson.ts';
import { hashOfShipped, loadLessons, overName, type Lessons } from '#assembly/lessons.ts';
import { marksLost, readingOf } from '#assembly/mark-floor.ts';

export interface TrainOptions {
  readonly root: string;
  /** Data folder of this installation: its own samples are added, and the model is its own. Null: the shipped one. */
  readonly unit: string | null;
  /** A labelled set the samples must not resemble; never trained on. */
  readonly examination: readonly SampleRow[];
  /** One line of progress at a time, then the figures. */
  readonly json: boolean;
  readonly output: Output;
}

const folds = 5;
/** What fewer samples show is remembered rather than understood; without it the model stays in the cache (WHY.md). */
const leastShown = 3;

/** `train`: data/samples into data/classifier.bin; the same samples give the same bytes. */
export async function train(options: TrainOptions): Promise<ExitCode> {
  const startedAt = Date.now();
  const { root, unit, json, output } = options;
  const tell = (done: number): void => {
    if (json) output.line(JSON.stringify({ done, of: folds + 2 }));
  };
  const given = { shipped: readSampleFolder(join(root, 'data', 'samples')), own: ownSamples(unit) };
  const rows = usable(given, options);
  if (rows === null) return 1;

  const lessons = loadLessons(root);
  const labelled = labelledFrom(rows, lessons);
  tell(1);
  const predictions = crossValidated(rows, labelled, (fold) => tell(fold + 2));
  const sharpness = sharpnessFor(predictions);
  const classifier = {
    ...lessons,
    model: sharpened(fit(labelled, { last: rows.length - given.shipped.length, least: leastShown }), sharpness),
  };
  const lost = await marksLost(lessons.rules, classifier);
  for (const { file, line, says } of lost) output.problem(`${file}:${line}: ${says}`);
  if (lost.length > 0) return 1;

  const own = rows.slice(given.shipped.length);
  const leftOut = given.own.length - own.length;
  const ownPassing = await passing(own, lessons, classifier);
  const figures = { samples: rows.length, own: own.length, ownPassing, leftOut, ...sharesOf(predictions) };
  if (unit !== null) writeFileSync(join(unit, overName), hashOfShipped(root));
  const written = write(classifier.model, unit ?? join(root, 'data'));
  if (json) {
    output.line(JSON.stringify(figures));
    return 0;
  }
  const scenarios = new Set(rows.map((row) => row.scenario)).size;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const error = calibrationError(rescaled(predictions, sharpness)).toFixed(3);
  output.line(`${rows.length} 条样本（${scenarios} 个情境），用时 ${seconds} 秒，${written}。`);
  if (unit !== null) output.line(`其中本单位 ${own.length} 条，现在放行 ${ownPassing} 条；没有用上 ${leftOut} 条。`);
  output.line(`按情境 ${folds} 折交叉检验：${spokenShares(figures)}；校准 ${sharpness}，校准误差 ${error}。`);
  return 0;
}

interface Given {
  readonly shipped: readonly SampleRow[];
  readonly own: readonly SampleRow[];
}

/** Shipped rows first; null where the shipped have faults, which are mended. One of the unit's own that says nothing new is left out. */
function usable({ shipped, own }: Given, { examination, output }: TrainOptions): readonly SampleRow[] | null {
  const problems = lintSamples([...shipped, ...own], examination);
  const concerns = ({ place }: SampleRow, problem: string): boolean => problem.startsWith(`${place}: `);
  const isOwn = (problem: string): boolean => own.some((row) => concerns(row, problem));
  for (const problem of problems) output.problem(isOwn(problem) ? `${problem}；没有用上 left out` : problem);
  if (problems.some((problem) => !isOwn(problem))) return null;
  return [...shipped, ...own.filter((row) => !problems.some((problem) => concerns(row, problem)))];
}

/** In one step, so that a house that starts meanwhile finds a whole one. */
function write(model: Model, folder: string): string {
  const file = join(folder, 'classifier.bin');
  const [bytes, isNew] = [encodeModel(model), !existsSync(file)];
  writeFileSync(`${file}.new`, bytes);
  renameSync(`${file}.new`, file);
  return `${isNew ? '写入' : '更新'} ${file}（${bytes.length} 字节）`;
}

/** Of the unit's own samples those that nothing speaks against any more, rules and model together. */
async function passing(own: readonly SampleRow[], { rules }: Lessons, classifier: Classifier): Promise<number> {
  const detector = createTextDetector({ rules, classifier });
  const signal = AbortSignal.timeout(60_000);
  const found = await Promise.all(own.map(({ text, context }) => detector.detect(readingOf(text, context), signal)));
  return found.filter((findings) => findings.every(({ confidence }) => confidence < counts)).length;
}

/** What reviewers have rewritten from overturned cases, without the matter, and was taken over. */
function ownSamples(unit: string | null): readonly SampleRow[] {
  if (unit === null) return [];
  const folder = join(unit, 'samples');
  if (!existsSync(folder)) throw new UsageError(`train --unit: expected samples in ${folder}, found no such folder`);
  return readSampleFolder(folder);
}

function labelledFrom(rows: readonly SampleRow[], { rules, themes }: Lessons): readonly Labelled[] {
  const search = createSearch(rules);
  const describe = createDescribe(themes);
  const bag = createBag();
  return rows.map(({ text, context, label, alt }) => {
    const { post, before, findings } = search([{ text, from: 'body' }], context);
    const read = (texts: typeof post): string => texts.map(unmasked).join('\n');
    describe({ text: read(post), before: read(before), findings }, bag);
    const { buckets, values } = bag.features();
    return { features: { buckets: buckets.slice(), values: values.slice() }, label, alt: alt[0] ?? null };
  });
}

/** What models trained on the other situations say of each sample. */
function crossValidated(
  rows: readonly SampleRow[],
  labelled: readonly Labelled[],
  onFold: (fold: number) => void,
): readonly Prediction[] {
  const foldOf = rows.map(({ scenario }) => foldFor(scenario));
  const predictions: Prediction[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = fit(
      labelled.filter((_, index) => foldOf[index] !== fold),
      { least: leastShown },
    );
    for (const [index, { features, label }] of labelled.entries()) {
      if (foldOf[index] === fold)
        predictions.push({ probabilities: probabilitiesOf(model, sumsOf(model, features)), label });
    }
    onFold(fold);
  }
  return predictions;
}

function foldFor(scenario: string): number {
  let code = 7;
  for (const unit of scenario) code = (Math.imul(code, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  return code % folds;
}

function sharesOf(predictions: readonly Prediction[]): Pick<Training, 'recall' | 'falseAlarms'> {
  const wrong = predictions.filter(({ label }) => !isFine(label));
  const fine = predictions.filter(({ label }) => isFine(label));
  const share = (all: readonly Prediction[]): number =>
    all.filter(({ probabilities }) => alarmOf(probabilities) >= 0.5).length / Math.max(1, all.length);
  return { recall: share(wrong), falseAlarms: share(fine) };
}

function spokenShares({ recall, falseAlarms }: Pick<Training, 'recall' | 'falseAlarms'>): string {
  return `召回 ${(100 * recall).toFixed(1)} %，误报 ${(100 * falseAlarms).toFixed(1)} %`;
}

function rescaled(predictions: readonly Prediction[], sharpness: number): readonly Prediction[] {
  return predictions.map(({ probabilities, label }) => {
    const power = (share: number): number => Math.max(share, 1e-9) ** sharpness;
    const sum = Object.values(probabilities).reduce((total, share) => total + power(share), 0);
    return {
      label,
      probabilities: {
        none: power(probabilities.none) / sum,
        elsewhere: power(probabilities.elsewhere) / sum,
        classified: power(probabilities.classified) / sum,
        solicitation: power(probabilities.solicitation) / sum,
        'risky-request': power(probabilities['risky-request']) / sum,
        'personal-data': power(probabilities['personal-data']) / sum,
        scope: power(probabilities.scope) / sum,
      },
    };
  });
}
