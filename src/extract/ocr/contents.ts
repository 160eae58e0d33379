import type { Extracted } from '#model/extractor.ts';
import type { SeenPicture, UnseenPicture } from '#model/picture.ts';
import type { FileRef, Passage } from '#model/post.ts';

/** What a picture adds to a reading: one passage of its lines in reading order, one a code, and its gap. */
export function contentsOf(picture: SeenPicture | UnseenPicture, file: FileRef, where = '图片'): Extracted {
  const gap = { file: file.id, from: file.from, media: file.media };
  if (picture.kind === 'gap') return { passages: [], gaps: [{ ...gap, why: picture.why }] };
  const passage = (text: string, place: string): Passage => ({
    from: file.from,
    file: file.id,
    via: 'ocr',
    where: place,
    text,
  });
  const text = picture.lines.map((line) => line.text).join('\n');
  return {
    passages: [
      ...(text === '' ? [] : [passage(text, where)]),
      ...picture.codes.map((code) => passage(code, `${where}中的二维码`)),
    ],
    gaps: picture.partly ? [{ ...gap, why: picture.partly }] : [],
  };
}
