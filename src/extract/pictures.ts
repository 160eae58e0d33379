import type { PictureReader } from '#model/picture.ts';
import { createPictureReader } from '#extract/ocr/reader.ts';

/** The reader of pictures of this machine. */
export function openPictures(): PictureReader {
  return createPictureReader();
}
