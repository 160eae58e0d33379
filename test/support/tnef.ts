import { gbk } from './gbk.ts';

/** A winmail.dat with a subject in GBK and one attachment. */
export function tnefOf(): Buffer {
  return Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(1, 0x18004, Buffer.concat([gbk('主题样张'), Buffer.of(0)])),
    attribute(2, 0x69002, Buffer.alloc(14)),
    attribute(2, 0x18010, Buffer.from('a.txt\0')),
    attribute(2, 0x6800f, Buffer.from('附件样张')),
    attribute(2, 0x69005, nameProperty('附名样张.txt')),
  ]);
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

/** PidTagAttachLongFilename in UTF-16, behind a number and one with a name of its own. */
function nameProperty(name: string): Buffer {
  const text = Buffer.from(`${name}\0`, 'utf16le');
  const own = Buffer.concat([
    words(3, 0x8001),
    Buffer.alloc(16),
    words(1, 0, 4, 0),
    Buffer.from('ab', 'utf16le'),
    words(0, 0),
  ]);
  const filled = Buffer.alloc(Math.ceil(text.length / 4) * 4);
  text.copy(filled);
  return Buffer.concat([words(3, 0, 3, 0x0e20, 7, 0), own, words(31, 0x3707, 1, 0, text.length, 0), filled]);
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) buffer.writeUInt16LE(value, index * 2);
  return buffer;
}
