import { alarmOf, isFine, outcomes, type Model, type Outcome, type Probabilities } from '#detect/classifier/model.ts';

/** What a model that had not seen the sample said of it, at sharpness 1. */
export interface Prediction {
  readonly probabilities: Probabilities;
  readonly label: Outcome;
}

/** Sharpness between 0.5 and 4 with the least log loss on predictions of unseen samples: afterwards a confidence means a probability. */
export function sharpnessFor(predictions: readonly Prediction[]): number {
  let best = { sharpness: 1, loss: Number.POSITIVE_INFINITY };
  for (let sharpness = 0.5; sharpness <= 4; sharpness += 0.05) {
    const loss = predictions.reduce((sum, one) => sum + lossAt(one, sharpness), 0);
    if (loss < best.loss) best = { sharpness, loss };
  }
  return Math.round(best.sharpness * 100) / 100;
}

export function sharpened(model: Model, sharpness: number): Model {
  return { ...model, sharpness };
}

function lossAt({ probabilities, label }: Prediction, sharpness: number): number {
  const powers = outcomes.map((outcome) => Math.max(probabilities[outcome], 1e-9) ** sharpness);
  const sum = powers.reduce((total, power) => total + power, 0);
  return -Math.log((powers[outcomes.indexOf(label)] ?? 0) / sum);
}

/** Mean distance between confidence and hit rate over ten bins of the alarm's probability (expected calibration error). */
export function calibrationError(predictions: readonly Prediction[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, said: 0, were: 0 }));
  for (const { probabilities, label } of predictions) {
    const wrong = alarmOf(probabilities);
    const bin = bins[Math.min(9, Math.floor(wrong * 10))];
    if (!bin) continue;
    bin.count++;
    bin.said += wrong;
    bin.were += isFine(label) ? 0 : 1;
  }
  return bins.reduce((sum, { said, were }) => sum + Math.abs(said - were), 0) / Math.max(1, predictions.length);
}
