import { describe, expect, it } from 'vitest';
import { decodeText } from '#extract/decode-text.ts';

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('内部资料'), '内部资料'],
    [
      'UTF-8 with one bad byte',
      Buffer.concat([Buffer.from('内部资料注意保密'), Buffer.of(0xff)]),
      '内部资料注意保密\ufffd',
    ],
    ['GB 18030', Uint8Array.of(0xc4, 0xda, 0xb2, 0xbf, 0xd7, 0xca, 0xc1, 0xcf), '内部资料'],
    ['Big5', Uint8Array.of(0xa4, 0xba, 0xb3, 0xa1, 0xb8, 0xea, 0xae, 0xc6, 0xa1, 0x43), '內部資料。'],
    ['UTF-16 without a mark', Buffer.from('notice: 内部资料\r\n', 'utf16le'), 'notice: 内部资料\r\n'],
    ['plain letters with a stray byte', Buffer.from(`${'plain '.repeat(9)}\xff`, 'latin1'), `${'plain '.repeat(9)}ÿ`],
    ['nothing of the kind', Uint8Array.of(0xc4, 0x20, 0xff, 0x61, 0x80), null],
  ])('reads %s', (_encoding, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });
});
