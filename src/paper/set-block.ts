import type { Block } from '#model/paper.ts';
import { drawSvg } from '#paper/draw-svg.ts';
import { ink } from '#paper/ink.ts';
import { bold, makeRoom, plain, regular, widthOf, type Doc, type Setting } from '#paper/doc.ts';
import { setTable } from '#paper/set-table.ts';

const sizes = { 1: 20, 2: 14, 3: 11.5 } as const;
const body = 10.5;
/** Of the font's own line, which is generous already. */
const lineGap = 1;
/** A heading does not stand alone at the foot of a page. */
const followedBy = 64;
const tallestChart = 480;

/** Sets one block where the last one ended. */
export function setBlock(doc: Doc, block: Block, setting: Setting): void {
  doc.x = doc.page.margins.left;
  switch (block.is) {
    case 'heading':
      setHeading(doc, block, setting);
      return;
    case 'paragraph':
      setParagraph(doc, block);
      return;
    case 'list':
      for (const line of block.lines) setLine(doc, '•', line, 14);
      doc.y += 4;
      return;
    case 'facts':
      for (const [label, says] of block.lines) setLine(doc, label, says, factWidth(doc, block.lines));
      doc.y += 6;
      return;
    case 'table':
      setTable(doc, block);
      return;
    case 'chart':
      setChart(doc, block, setting);
      return;
    case 'picture':
      setPicture(doc, block);
      return;
    case 'space':
      doc.y += block.lines * body * 1.4;
      return;
    case 'page-break':
      doc.addPage();
  }
}

function setHeading(
  doc: Doc,
  { level, text, align = 'left' }: Extract<Block, { is: 'heading' }>,
  { draw, next }: Setting,
): void {
  doc.font(bold).fontSize(sizes[level]).fillColor(ink.text);
  if (level > 1) doc.y += 6;
  const needs = next?.is === 'chart' ? Math.min(draw(next.chart).height, tallestChart) + followedBy : followedBy;
  makeRoom(doc, doc.heightOfString(plain(text), { width: widthOf(doc) }) + needs);
  if (level < 3) doc.outline.addItem(plain(text));
  doc.text(plain(text), { width: widthOf(doc), align });
  doc.y += level === 1 ? 10 : 4;
}

function setParagraph(doc: Doc, block: Extract<Block, { is: 'paragraph' }>): void {
  const { text, tone = 'plain', align = 'left', size = tone === 'faint' ? 9 : body } = block;
  doc
    .font(tone === 'strong' ? bold : regular)
    .fontSize(size)
    .fillColor(tone === 'faint' ? ink.faint : ink.text)
    .text(plain(text), { width: widthOf(doc), align, lineGap });
  doc.y += 6;
}

/** A label, and beside it what may run over several lines. */
function setLine(doc: Doc, label: string, says: string, indent: number): void {
  const left = doc.page.margins.left;
  const width = widthOf(doc) - indent;
  doc.font(regular).fontSize(body).fillColor(ink.text);
  makeRoom(doc, Math.min(doc.heightOfString(plain(says), { width, lineGap }), 200));
  const top = doc.y;
  doc.fillColor(ink.muted).text(plain(label), left, top, { lineBreak: false });
  doc.fillColor(ink.text).text(plain(says), left + indent, top, { width, lineGap });
  doc.x = left;
  doc.y += 3;
}

function factWidth(doc: Doc, lines: readonly (readonly [string, string])[]): number {
  doc.font(regular).fontSize(body);
  const widest = Math.max(0, ...lines.map(([label]) => doc.widthOfString(plain(label))));
  return Math.min(widest + 16, widthOf(doc) / 2);
}

function setChart(doc: Doc, { chart }: Extract<Block, { is: 'chart' }>, { draw }: Setting): void {
  const { svg, width, height } = draw(chart);
  const scale = Math.min(1, widthOf(doc) / width);
  makeRoom(doc, height * scale + 24);
  doc
    .font(bold)
    .fontSize(body)
    .fillColor(ink.text)
    .text(plain(chart.title), { width: widthOf(doc) });
  const top = doc.y + 4;
  drawSvg(doc, svg, { x: doc.page.margins.left, y: top, scale });
  doc.x = doc.page.margins.left;
  doc.y = top + height * scale + 10;
}

function setPicture(doc: Doc, { bytes, width, height, caption }: Extract<Block, { is: 'picture' }>): void {
  makeRoom(doc, height + 24);
  const top = doc.y;
  doc.image(Buffer.from(bytes), doc.page.margins.left, top, { fit: [width, height] });
  doc.y = top + height + 4;
  doc
    .font(regular)
    .fontSize(9)
    .fillColor(ink.faint)
    .text(plain(caption), { width: widthOf(doc) });
  doc.y += 6;
}
