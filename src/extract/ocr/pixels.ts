import sharp, { type Sharp } from 'sharp';

/** A picture in memory: red, green, blue, one byte each, row by row. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

// One thread a reader, and no memory kept for the next picture: readers run side by side in small children.
sharp.cache(false);
sharp.concurrency(1);

/** Opens raw pixels for further work. */
export function openPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

/** Ends a chain of work on three channels. */
export async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

export async function resized(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  return toPixels(openPixels(pixels).resize(width, height, { fit: 'fill', kernel: 'linear' }));
}

/** Turned clockwise. */
export async function turned(pixels: Pixels, degrees: 90 | 180 | 270): Promise<Pixels> {
  return toPixels(openPixels(pixels).rotate(degrees));
}

/** The rows from `top` up to `bottom`, without a copy. */
export function band(pixels: Pixels, top: number, bottom: number): Pixels {
  const stride = pixels.width * 3;
  return { data: pixels.data.subarray(top * stride, bottom * stride), width: pixels.width, height: bottom - top };
}

export function part(
  pixels: Pixels,
  place: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Promise<Pixels> {
  return toPixels(openPixels(pixels).extract(place));
}
