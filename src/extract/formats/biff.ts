/** Record types of [MS-XLS] 2.3. */
const record = { header: 0x14, footer: 0x15, more: 0x3c, object: 0x1b6, pictures: 0xeb, chartText: 0x100d };

export interface BiffRest {
  /** Words that stand in no cell: text boxes, notes, headers, footers, titles of charts. */
  readonly words: readonly string[];
  /** The drawing of the workbook, in which its pictures lie one behind the other. */
  readonly drawing: Buffer;
}

/** What stands in an Excel 97 workbook beside its cells. */
export function biffRest(bytes: Uint8Array): BiffRest {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words: string[] = [];
  const drawing: Buffer[] = [];
  let last = 0;
  for (let at = 0; at + 4 <= data.length;) {
    const [type, length] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)];
    const content = data.subarray(at + 4, at + 4 + length);
    if (type === record.pictures || (type === record.more && last === record.pictures)) drawing.push(content);
    if (type === record.header || type === record.footer) words.push(counted(content, 2));
    // The first record behind a text box holds its words, the second their fonts.
    if (type === record.more && last === record.object) words.push(plain(content));
    if (type === record.chartText) words.push(counted(content.subarray(2), 1));
    if (type !== record.more || last === record.object) last = type;
    at += 4 + length;
  }
  return { words: words.filter((word) => word.trim() !== ''), drawing: Buffer.concat(drawing) };
}

/** A string behind its number of characters, of one byte or two. */
function counted(content: Buffer, size: 1 | 2): string {
  if (content.length < size + 1) return '';
  const length = size === 1 ? content.readUInt8(0) : content.readUInt16LE(0);
  const isWide = ((content[size] ?? 0) & 1) === 1;
  return plain(content.subarray(size, size + 1 + length * (isWide ? 2 : 1)));
}

/** The first byte says whether characters have two bytes. */
function plain(content: Buffer): string {
  const rest = content.subarray(1);
  return rest.toString(((content[0] ?? 0) & 1) === 1 ? 'utf16le' : 'latin1');
}
