import type { PictureReader } from '#model/picture.ts';

/** The reader of pictures of this machine; null where there is none, and then a picture is a gap. */
export function openPictures(): PictureReader | null {
  return null;
}
