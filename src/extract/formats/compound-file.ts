import { filePiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { openCfb, type CfbItem } from '#extract/formats/cfb.ts';
import { readDoc } from '#extract/formats/doc.ts';
import { readMsg } from '#extract/formats/msg.ts';
import { embeddedFiles } from '#extract/formats/ole.ts';
import { readPpt } from '#extract/formats/ppt.ts';
import { propertyPieces } from '#extract/formats/properties.ts';
import { readXls } from '#extract/formats/xls.ts';

/** doc, xls, ppt, their WPS twins, msg and wrapped objects: the streams inside say which. */
export async function* readCompoundFile(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const items = openCfb(bytes);
  tools.budget.spend('entries', items.length);
  const stream = (name: string): CfbItem | undefined => items.find((item) => item.path.toLowerCase() === name);
  if (stream('encryptedpackage')) throw new Unread('encrypted');
  yield* propertyPieces(items);
  const [word, slides] = [stream('worddocument'), stream('powerpoint document')];
  const book = stream('workbook') ?? stream('book');
  if (word) yield* readDoc(bytes, word.bytes(), items);
  else if (slides) yield* readPpt(slides.bytes(), items, tools);
  else if (book) yield* readXls(bytes, book);
  else if (stream('__properties_version1.0')) {
    yield* readMsg(bytes, tools);
    return;
  }
  const inner = embeddedFiles(items);
  yield textPiece('附件名', inner.map(({ where }) => where.replace(/^嵌入对象 ?/, '')).join('\n'));
  for (const { where, content } of inner) yield filePiece(where, content);
  if (!word && !slides && !book && inner.length === 0) throw new Unread('unsupported');
}
