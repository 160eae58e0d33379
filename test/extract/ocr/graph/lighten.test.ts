import { describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readGraph } from '#extract/ocr/graph/graph.ts';
import { lightened } from '#extract/ocr/graph/lighten.ts';
import { fieldsOf, messageOf } from '#extract/ocr/graph/wire.ts';
import { installedModels } from '#extract/ocr/models.ts';

vi.setConfig({ testTimeout: 60_000 });

async function answer(model: Uint8Array, shape: readonly number[]): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const size = shape.reduce((product, length) => product * length, 1);
  const input = Float32Array.from({ length: size }, (_, at) => Math.sin(at * at));
  const found = await session.run({ [session.inputNames[0] ?? '']: new Tensor('float32', input, shape) });
  const data = found[session.outputNames[0] ?? '']?.data;
  await session.release();
  if (!(data instanceof Float32Array)) throw new Error('expected floats, got none');
  return data;
}

describe('lightened', () => {
  it.each([
    ['letters', [1, 3, 48, 72]],
    ['lines', [1, 3, 96, 64]],
    ['direction', [1, 3, 48, 192]],
  ] as const)('answers as before with fewer steps: %s', async (name, shape) => {
    const model = readFileSync(installedModels()[name]);
    const light = lightened(model);
    expect(readGraph(light).nodes.length).toBeLessThan(readGraph(model).nodes.length - (name === 'direction' ? 0 : 90));
    const [before, after] = [await answer(model, shape), await answer(light, shape)];
    expect(after).toHaveLength(before.length);
    expect(Math.max(...before.map((value, at) => Math.abs(value - (after[at] ?? 0))))).toBeLessThan(1e-4);
  });
});

describe('a message', () => {
  it('is the same after it was taken apart and put together', () => {
    const model = readFileSync(installedModels().direction);
    expect(messageOf(fieldsOf(model))).toEqual(new Uint8Array(model));
  });

  it.each([
    ['cut off in a number', [0x08, 0x80]],
    ['cut off in a text', [0x0a, 0x05, 0x41]],
    ['of an unknown kind', [0x0b]],
  ])('%s is refused', (_name, bytes) => {
    expect(() => fieldsOf(Uint8Array.from(bytes))).toThrow(/^message: expected/);
  });
});
