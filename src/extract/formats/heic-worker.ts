import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import openLibheif, { type HeifChannel } from 'libheif-js/libheif-wasm/libheif.js';
import { heicQuestion, type HeicAnswer } from '#extract/formats/heic-messages.ts';

/** A thread of its own for one picture: the engine's memory only grows, and ends with the thread. */
const { bytes, index, longSide, mostPixels } = heicQuestion.parse(workerData);
const wasm = createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm');
const heif = openLibheif({ wasmBinary: readFileSync(wasm) });
const { heif_error_code: codes } = heif;
const answer = decode();
parentPort?.postMessage(answer, answer.kind === 'picture' ? [answer.data.buffer] : []);

function decode(): HeicAnswer {
  const context = heif.heif_context_alloc();
  const { code } = heif.heif_context_read_from_memory(context, bytes);
  if (code !== codes['heif_error_Ok']) return refused(code);
  const ids = heif.heif_js_context_get_list_of_top_level_image_IDs(context);
  if ('code' in ids) return refused(ids.code);
  const id = ids[index];
  if (id === undefined) return { kind: 'refused', why: 'corrupt' };
  const handle = heif.heif_js_context_get_image_handle(context, id);
  if ('code' in handle) return refused(handle.code);
  if (heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle) > mostPixels)
    return { kind: 'refused', why: 'oversize' };
  const { heif_colorspace: colours, heif_chroma: chroma } = heif;
  const image = heif.heif_js_decode_image2(
    handle,
    colours['heif_colorspace_RGB'],
    chroma['heif_chroma_interleaved_RGB'],
  );
  if ('code' in image) return refused(image.code);
  const [channel] = image.channels;
  return channel ? { kind: 'picture', count: ids.length, ...shrunk(channel) } : { kind: 'refused', why: 'corrupt' };
}

/** What it does not know how to decode is no broken file. */
function refused(code: unknown): HeicAnswer {
  const isUnknown =
    code === codes['heif_error_Unsupported_filetype'] || code === codes['heif_error_Unsupported_feature'];
  return { kind: 'refused', why: isUnknown ? 'unsupported' : 'corrupt' };
}

/** Made smaller by a whole number while it is copied: of 48 megapixels a page needs a tenth. */
function shrunk({ data, width: wide, height: high, stride }: HeifChannel) {
  const by = Math.max(1, Math.floor(Math.max(wide, high) / longSide));
  const [width, height] = [Math.max(1, Math.floor(wide / by)), Math.max(1, Math.floor(high / by))];
  const small = new Uint8Array(width * height * 3);
  const sums = new Uint32Array(width * 3);
  for (let y = 0, to = 0; y < height; y++, to += width * 3) {
    sums.fill(0);
    for (let row = y * by; row < Math.min(high, (y + 1) * by); row++) {
      let from = row * stride;
      for (let at = 0; at < sums.length; at += 3)
        for (let step = 0; step < by; step++, from += 3) {
          sums[at] = (sums[at] ?? 0) + (data[from] ?? 0);
          sums[at + 1] = (sums[at + 1] ?? 0) + (data[from + 1] ?? 0);
          sums[at + 2] = (sums[at + 2] ?? 0) + (data[from + 2] ?? 0);
        }
    }
    for (let at = 0; at < sums.length; at++) small[to + at] = (sums[at] ?? 0) / (by * by);
  }
  return { width, height, data: small };
}
