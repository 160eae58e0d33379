import { describe, expect, it } from 'vitest';
import { isDocumentLike } from '#extract/ocr/document-like.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';

const pixels = { data: new Uint8Array(), width: 1000, height: 1000 };
const box = { left: 0, top: 0, width: 1, height: 0.1 };

function row(x: number, y: number, angle = 0, height = 20): TurnedBox {
  return { x, y, width: 12 * height, height, angle };
}

const rows = Array.from({ length: 6 }, (_, number) => number);

describe('isDocumentLike', () => {
  it.each([
    ['a block of lines nobody can read', rows.map((n) => row(500, 100 + 40 * n)), '', true],
    ['the same, turned', rows.map((n) => row(500 - 8 * n, 100 + 40 * n, 0.2)), '', true],
    ['signs all over a street', rows.map((n) => row(80 + 150 * n, 100 + 130 * n, 0, 12 + 9 * (n % 3))), '', false],
    ['branches in all directions', rows.map((n) => row(500, 100 + 40 * n, 0.5 * n)), '', false],
    ['a shop front', rows.slice(0, 3).map((n) => row(500, 100 + 40 * n)), '老街面馆欢迎光临', false],
    ['many letters', [], '请各科室把报名表发给我'.repeat(5), true],
    ['nothing', [], '', false],
  ])('of %s', (_name, boxes, text, expected) => {
    const lines = text === '' ? [] : [{ text, confidence: 0.9, box }];
    expect(isDocumentLike({ pixels, boxes, lines }, [])).toBe(expected);
  });

  it('is so of three lines with a red head', () => {
    const boxes = rows.slice(0, 3).map((n) => row(500, 100 + 200 * n));
    expect(isDocumentLike({ pixels, boxes, lines: [] }, ['red-head'])).toBe(true);
  });
});
