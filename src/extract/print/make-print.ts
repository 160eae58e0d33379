import sharp from 'sharp';
import { findSpots } from '#extract/print/find-spots.ts';
import { printOf, type Print } from '#extract/print/print.ts';

/** Longer side the picture is looked at. */
const side = 512;
const mostPixels = 110e6;

/** The print of a picture; null where it cannot be opened. Empty where it shows too little to be known again. */
export async function makePrint(bytes: Uint8Array): Promise<Print | null> {
  const picture = await sharp(bytes, { failOn: 'none', limitInputPixels: mostPixels })
    .autoOrient()
    .resize(side, side, { fit: 'inside', kernel: 'linear' })
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  if (!picture) return null;
  const { data, info } = picture;
  return printOf(findSpots({ data: new Float32Array(data), width: info.width, height: info.height }));
}
