/** A grey picture in floats. */
export interface Grey {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Smoothed by a bell curve, rows first. Edges repeat their last pixel. */
export function blurred({ data, width, height }: Grey, sigma: number): Grey {
  const weights = bell(sigma);
  const half = new Float32Array(data.length);
  const full = new Float32Array(data.length);
  smooth(data, half, weights, { count: height, step: 1, stride: width, length: width });
  smooth(half, full, weights, { count: width, step: width, stride: 1, length: height });
  return { data: full, width, height };
}

function bell(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const weights = Float32Array.from({ length: reach + 1 }, (_, i) => Math.exp((-i * i) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

interface Run {
  readonly count: number;
  readonly step: number;
  readonly stride: number;
  readonly length: number;
}

function smooth(
  from: Float32Array,
  to: Float32Array,
  weights: Float32Array,
  { count, step, stride, length }: Run,
): void {
  const reach = weights.length - 1;
  const line = new Float32Array(length + 2 * reach);
  for (let row = 0; row < count; row++) {
    const base = row * stride;
    for (let i = -reach; i < length + reach; i++)
      line[i + reach] = from[base + Math.min(length - 1, Math.max(0, i)) * step] ?? 0;
    for (let i = 0; i < length; i++) {
      let sum = (line[i + reach] ?? 0) * (weights[0] ?? 0);
      for (let k = 1; k <= reach; k++)
        sum += ((line[i + reach - k] ?? 0) + (line[i + reach + k] ?? 0)) * (weights[k] ?? 0);
      to[base + i * step] = sum;
    }
  }
}

/** Every second pixel of every second row. */
export function halved({ data, width, height }: Grey): Grey {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const small = new Float32Array(w * h);
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) small[y * w + x] = data[2 * y * width + 2 * x] ?? 0;
  return { data: small, width: w, height: h };
}
