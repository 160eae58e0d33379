import PdfDocument from 'pdfkit';
import type { Paper } from '#model/paper.ts';
import { bold, regular, type Doc, type Setting } from '#paper/doc.ts';
import { finishPages } from '#paper/finish-pages.ts';
import { setBlock } from '#paper/set-block.ts';

const margin = 60;

/** The paper as PDF: fonts embedded as subsets, nothing that depends on the clock or on chance. */
export async function printPaper(paper: Paper, setting: Omit<Setting, 'next'>): Promise<Uint8Array> {
  const { title, author, madeAt, layout, blocks } = paper;
  const doc = new PdfDocument({
    size: 'A4',
    layout,
    margin,
    bufferPages: true,
    // No default: Helvetica has no Chinese, and a font opened here would be opened again for each text.
    font: '',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: '周知', Producer: '周知', CreationDate: new Date(madeAt) },
  });
  doc.registerFont(regular, setting.typeface.regular).registerFont(bold, setting.typeface.bold);
  const printed = bytesOf(doc);
  for (const [at, block] of blocks.entries()) setBlock(doc, block, { ...setting, next: blocks[at + 1] ?? null });
  finishPages(doc, paper);
  doc.end();
  return printed;
}

function bytesOf(doc: Doc): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
