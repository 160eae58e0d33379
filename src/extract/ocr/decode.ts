import sharp, { type Sharp } from 'sharp';
import type { GapReason } from '#model/post.ts';
import { decodeBmp } from '#extract/ocr/decode-bmp.ts';
import { pictureKind, type PictureKind } from '#extract/ocr/picture-kind.ts';
import { openPixels, toPixels, type Pixels } from '#extract/ocr/pixels.ts';

export interface DecodedPicture {
  /** The picture; of a moving or many-paged one the frames worth reading, in their order. */
  readonly frames: readonly Pixels[];
  /** What was not got of it, and why. */
  readonly partly: GapReason | null;
}

/** More is not decoded: 100 megapixels are the largest phone cameras make. */
const mostPixels = 110e6;
/** Longer side of a page after decoding; of a long strip it is the shorter side that counts, and its length has an end. */
const longSide = 2600;
const stripSide = 1300;
const stripLength = 16_000;
const mostPages = 5;

/** Turns bytes into pixels as a person sees them (turned as the camera says, on white), no larger than reading needs. */
export async function decodePicture(bytes: Uint8Array): Promise<DecodedPicture | GapReason> {
  const kind = pictureKind(bytes);
  if (kind === null) return 'unsupported';
  if (kind === 'bmp') return fromBmp(bytes);
  const about = await sharp(bytes, { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!about) return kind === 'heif' ? 'unsupported' : 'corrupt';
  if (about.width * about.height > mostPixels) return 'oversize';
  const pages = pagesWorthReading(kind, about.pages ?? 1);
  const frames: Pixels[] = [];
  let partly: GapReason | null = kind === 'tiff' && (about.pages ?? 1) > mostPages ? 'oversize' : null;
  for (const page of pages) {
    const frame = await decodeFrame(bytes, page);
    if (frame === null || frame.isCut) partly = 'corrupt';
    if (frame && frame.isShort) partly ??= 'oversize';
    if (frame && !frames.some((other) => looksSame(other, frame.pixels))) frames.push(frame.pixels);
  }
  if (frames.length === 0) return kind === 'heif' ? 'unsupported' : 'corrupt';
  return { frames, partly };
}

/** Every page of a fax; of a moving picture the first, the middle and the last frame. */
function pagesWorthReading(kind: PictureKind, pages: number): readonly number[] {
  if (pages <= 1) return [0];
  if (kind === 'tiff') return Array.from({ length: Math.min(pages, mostPages) }, (_, page) => page);
  return [...new Set([0, Math.floor(pages / 2), pages - 1])];
}

interface Frame {
  readonly pixels: Pixels;
  /** The file ends before the picture does. */
  readonly isCut: boolean;
  /** A strip so long that its end was left out. */
  readonly isShort: boolean;
}

async function decodeFrame(bytes: Uint8Array, page: number): Promise<Frame | null> {
  for (const failOn of ['truncated', 'none'] as const) {
    // A damaged picture may still show its upper half: the second try takes what is there.
    const image = sharp(bytes, { failOn, page, limitInputPixels: mostPixels }).autoOrient();
    const { width = 0, height = 0 } = (await image.metadata().catch(() => null))?.autoOrient ?? {};
    if (width === 0 || height === 0) continue;
    const pixels = await toPixels(fitted(image, width, height)).catch(() => null);
    if (pixels && pixels.data.length === pixels.width * pixels.height * 3)
      return { pixels, isCut: failOn === 'none', isShort: isTooLong(width, height) };
  }
  return null;
}

async function fromBmp(bytes: Uint8Array): Promise<DecodedPicture | GapReason> {
  const pixels = decodeBmp(bytes, mostPixels / 4);
  if (pixels === 'oversize') return 'oversize';
  if (pixels === null) return 'unsupported';
  const frame = await toPixels(fitted(openPixels(pixels), pixels.width, pixels.height));
  return { frames: [frame], partly: isTooLong(pixels.width, pixels.height) ? 'oversize' : null };
}

function fitted(image: Sharp, width: number, height: number): Sharp {
  const scale = scaleFor(width, height);
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const fit = scale < 1 ? image.resize(small.width, small.height, { fit: 'fill' }) : image;
  const cut = isTooLong(width, height)
    ? fit.extract({
        left: 0,
        top: 0,
        width: Math.min(small.width, stripLength),
        height: Math.min(small.height, stripLength),
      })
    : fit;
  return cut.flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
}

function scaleFor(width: number, height: number): number {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return long <= 2.5 * short ? Math.min(1, longSide / long) : Math.min(1, stripSide / short);
}

function isTooLong(width: number, height: number): boolean {
  return Math.max(width, height) * scaleFor(width, height) > stripLength;
}

/** Frames of a moving picture that differ by less than a shade are read once. */
function looksSame(a: Pixels, b: Pixels): boolean {
  if (a.width !== b.width || a.height !== b.height) return false;
  let [sum, count] = [0, 0];
  for (let i = 0; i < a.data.length; i += 97, count++) sum += Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
  return sum / count < 1;
}
