/** What a picture is by its first bytes; null for what is none we know. SVG and PDF are texts and are read elsewhere. */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'bmp' | 'heif';

export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return kinds.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

const kinds: readonly (readonly [RegExp, PictureKind])[] = [
  [/^\xff\xd8\xff/, 'jpeg'],
  [/^\x89PNG\r\n/, 'png'],
  [/^GIF8[79]a/, 'gif'],
  [/^RIFF[^]{4}WEBP/, 'webp'],
  [/^(?:II[*+]\0|MM\0[*+])/, 'tiff'],
  [/^BM[^]{4}\0\0\0\0/, 'bmp'],
  [/^[^]{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1|avi[fs])/, 'heif'],
];
