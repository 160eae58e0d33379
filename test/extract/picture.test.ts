import { describe, expect, it } from 'vitest';
import type { PictureReader, SeenPicture, UnseenPicture } from '#model/picture.ts';
import { walked } from '../support/walked.ts';
import { docxOf, paragraph, pdfOf } from '../support/files.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
const box = { left: 0, top: 0, width: 1, height: 1 };
const paper: SeenPicture = {
  kind: 'seen',
  lines: [{ text: '机密★10年', confidence: 0.98, box }],
  codes: [],
  layout: [],
  confidence: 0.98,
  isDocumentLike: true,
  trust: 'full',
};
const blank = { ...paper, lines: [], confidence: 1, isDocumentLike: false };

/** A reader that sees the same in every picture. */
function seeing(seen: SeenPicture | UnseenPicture): PictureReader {
  return { read: () => Promise.resolve(seen), close: () => Promise.resolve() };
}

describe('a picture', () => {
  it.each<readonly [string, SeenPicture | UnseenPicture, readonly unknown[], readonly unknown[]]>([
    ['of a paper gives its lines', paper, [['图片文字', '机密★10年']], []],
    ['of a holiday passes', blank, [['图片文字', '']], []],
    ['of a paper nobody can read is a gap', { ...paper, lines: [] }, [['图片文字', '']], [['', 'unreadable']]],
    [
      'whose words are guesses is a gap too',
      { ...paper, confidence: 0.4 },
      [['图片文字', '机密★10年']],
      [['', 'unreadable']],
    ],
    [
      'with a red head and no words is a gap',
      { ...blank, layout: ['red-head'] },
      [['图片文字', '']],
      [['', 'unreadable']],
    ],
    [
      'seen by the fallback alone is never clean',
      { ...blank, trust: 'low' },
      [['图片文字', '']],
      [['', 'unsupported']],
    ],
    [
      'with a code gives its words',
      { ...blank, codes: ['https://example.cn'] },
      [
        ['图片文字', ''],
        ['二维码或条码', 'https://example.cn'],
      ],
      [],
    ],
    ['that is too big is a gap', { kind: 'gap', why: 'oversize' }, [], [['', 'oversize']]],
  ])('%s', async (_what, seen, texts, gaps) => {
    expect(await walked(jpeg, { pictures: seeing(seen) })).toEqual({ texts, gaps });
  });

  it('in a document is read under its name', async () => {
    const file = docxOf(paragraph('正文'), { 'word/media/image1.jpeg': jpeg });
    expect((await walked(file, { pictures: seeing(paper) })).texts).toEqual([
      ['正文', '正文'],
      ['图片 image1.jpeg › 图片文字', '机密★10年'],
    ]);
  });

  it('above the limit is a gap, and the rest is read', async () => {
    const file = docxOf(paragraph('正文'), {
      'word/media/a.jpeg': jpeg,
      'word/media/b.jpeg': Uint8Array.of(...jpeg, 1),
    });
    expect(await walked(file, { pictures: seeing(paper), limits: { pictures: 1 } })).toEqual({
      texts: [
        ['正文', '正文'],
        ['图片 a.jpeg › 图片文字', '机密★10年'],
      ],
      gaps: [['图片 b.jpeg', 'oversize']],
    });
  });
});

/** A page whose words are a line drawn, not a letter. */
const drawn = Buffer.from(
  pdfOf()
    .toString('latin1')
    .replace(/BT .* ET/, (text) => '0 0 300 300 re f'.padEnd(text.length)),
  'latin1',
);

describe('a page without a text layer', () => {
  it.each<readonly [string, SeenPicture, readonly unknown[], readonly unknown[]]>([
    ['is looked at', paper, [['第1页 › 图像', '机密★10年']], []],
    ['on which nobody reads what is drawn is a gap', blank, [['第1页 › 图像', '']], [['第1页', 'unreadable']]],
  ])('%s', async (_what, seen, texts, gaps) => {
    const read = await walked(drawn, { pictures: seeing(seen) });
    expect([read.texts.filter(([where]) => where.includes('图像')), read.gaps]).toEqual([texts, gaps]);
  });

  it('that is empty needs no eyes', async () => {
    const empty = Buffer.from(drawn.toString('latin1').replace('0 0 300 300 re f', '1 1 1 rg 0 0 9 re'), 'latin1');
    expect((await walked(empty, { pictures: seeing(paper) })).gaps).toEqual([]);
  });
});
