/** A grey picture in floats. */
export interface Grey {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Smoothed by a bell curve, along the rows first. Edges repeat their last pixel. */
export function blurred(picture: Grey, sigma: number): Grey {
  const weights = bell(sigma);
  return down(along(picture, weights), weights);
}

function bell(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const weights = Float32Array.from({ length: reach + 1 }, (_, i) => Math.exp((-i * i) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

function along({ data, width, height }: Grey, weights: Float32Array): Grey {
  const reach = weights.length - 1;
  const [smooth, line] = [new Float32Array(data.length), new Float32Array(width + 2 * reach)];
  for (let start = 0; start < data.length; start += width) {
    line.fill(data[start] ?? 0, 0, reach);
    line.set(data.subarray(start, start + width), reach);
    line.fill(data[start + width - 1] ?? 0, width + reach);
    for (let x = 0, at = reach; x < width; x++, at++) {
      let sum = (line[at] ?? 0) * (weights[0] ?? 0);
      for (let k = 1; k <= reach; k++) sum += ((line[at - k] ?? 0) + (line[at + k] ?? 0)) * (weights[k] ?? 0);
      smooth[start + x] = sum;
    }
  }
  return { data: smooth, width, height };
}

/** Row by row all the same: down the columns each step would leave the cache. */
function down({ data, width, height }: Grey, weights: Float32Array): Grey {
  const smooth = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    for (const [k, weight] of weights.entries()) {
      const above = Math.max(0, y - k) * width;
      const below = Math.min(height - 1, y + k) * width;
      const half = k === 0 ? weight / 2 : weight;
      for (let x = 0, to = y * width; x < width; x++, to++)
        smooth[to] = (smooth[to] ?? 0) + ((data[above + x] ?? 0) + (data[below + x] ?? 0)) * half;
    }
  return { data: smooth, width, height };
}

/** Every second pixel of every second row. */
export function halved({ data, width, height }: Grey): Grey {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const small = new Float32Array(w * h);
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) small[y * w + x] = data[2 * y * width + 2 * x] ?? 0;
  return { data: small, width: w, height: h };
}
