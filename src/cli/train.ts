import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationError, sharpened, sharpnessFor, type Prediction } from '#detect/classifier/calibrate.ts';
import { createBag } from '#detect/classifier/bag.ts';
import { createDescribe } from '#detect/classifier/features.ts';
import { fit, type Labelled } from '#detect/classifier/fit.ts';
import { alarmOf, encodeModel, isFine, probabilitiesOf, sumsOf } from '#detect/classifier/model.ts';
import { createSearch } from '#detect/rules/detector.ts';
import { lintSamples } from '#cli/sample-lint.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { readSampleFolder, type SampleRow } from '#cli/samples.ts';
import { loadLessons, type Lessons } from '#assembly/lessons.ts';

export interface TrainOptions {
  readonly root: string;
  /** Data folder of this installation: its own samples are added, and the model is its own. Null: the shipped one. */
  readonly unit: string | null;
  /** A labelled set the samples must not resemble; never trained on. */
  readonly examination: readonly SampleRow[];
  readonly output: Output;
}

const folds = 5;

/** `train`: data/samples into data/classifier.bin; the same samples give the same bytes. */
export function train({ root, unit, examination, output }: TrainOptions): ExitCode {
  const startedAt = Date.now();
  const rows = [...readSampleFolder(join(root, 'data', 'samples')), ...ownSamples(unit)];
  const problems = lintSamples(rows, examination);
  for (const problem of problems) output.problem(problem);
  if (problems.length > 0) return 1;

  const lessons = loadLessons(root);
  const labelled = labelledFrom(rows, lessons);
  const predictions = crossValidated(rows, labelled);
  const sharpness = sharpnessFor(predictions);
  const model = sharpened(fit(labelled), sharpness);
  const file = join(unit ?? join(root, 'data'), 'classifier.bin');
  const bytes = encodeModel(model);
  const isNew = !existsSync(file);
  writeFileSync(file, bytes);

  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  output.line(
    `${rows.length} 条样本（${new Set(rows.map((row) => row.scenario)).size} 个情境），用时 ${seconds} 秒，${isNew ? '写入' : '更新'} ${unit === null ? 'data/classifier.bin' : file}（${bytes.length} 字节）。`,
  );
  output.line(
    `按情境 ${folds} 折交叉检验：${summaryOf(predictions)}；校准 ${sharpness}，校准误差 ${calibrationError(rescaled(predictions, sharpness)).toFixed(3)}。`,
  );
  return 0;
}

/** What reviewers have rewritten from overturned cases, without the matter. */
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
    const read = (views: typeof post): string => views.map((view) => view.unmasked()).join('\n');
    describe({ text: read(post), before: read(before), findings }, bag);
    const { buckets, values } = bag.features();
    return { features: { buckets: buckets.slice(), values: values.slice() }, label, alt: alt[0] ?? null };
  });
}

/** What models trained on the other situations say of each sample. */
function crossValidated(rows: readonly SampleRow[], labelled: readonly Labelled[]): readonly Prediction[] {
  const foldOf = rows.map(({ scenario }) => foldFor(scenario));
  const predictions: Prediction[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = fit(labelled.filter((_, index) => foldOf[index] !== fold));
    for (const [index, { features, label }] of labelled.entries()) {
      if (foldOf[index] === fold)
        predictions.push({ probabilities: probabilitiesOf(model, sumsOf(model, features)), label });
    }
  }
  return predictions;
}

function foldFor(scenario: string): number {
  let code = 7;
  for (const unit of scenario) code = (Math.imul(code, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  return code % folds;
}

function summaryOf(predictions: readonly Prediction[]): string {
  const wrong = predictions.filter(({ label }) => !isFine(label));
  const fine = predictions.filter(({ label }) => isFine(label));
  const alarms = (all: readonly Prediction[]): number =>
    all.filter(({ probabilities }) => alarmOf(probabilities) >= 0.5).length;
  const share = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
  return `召回 ${share(alarms(wrong), wrong.length)}，误报 ${share(alarms(fine), fine.length)}`;
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
