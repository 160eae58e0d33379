import type { Paper } from '#model/paper.ts';
import { ink } from '#paper/ink.ts';
import { plain, regular, widthOf, type Doc } from '#paper/doc.ts';

/** What stands on every page, once it is known how many there are. */
export function finishPages(doc: Doc, { watermark, footer, isFramed }: Paper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Else the foot, which stands in the margin, would begin a new page.
    const { bottom } = doc.page.margins;
    doc.page.margins.bottom = 0;
    if (watermark !== null) setWatermark(doc, watermark);
    if (isFramed) setFrame(doc);
    if (footer !== null) setFoot(doc, `${footer}　第 ${page - start + 1} 页，共 ${count} 页`);
    doc.page.margins.bottom = bottom;
  }
}

function setFoot(doc: Doc, text: string): void {
  doc
    .font(regular)
    .fontSize(8.5)
    .fillColor(ink.faint)
    .text(plain(text), doc.page.margins.left, doc.page.height - 40, {
      width: widthOf(doc),
      align: 'center',
      lineBreak: false,
    });
}

/** Over the whole page and light, so that it shows on a copy of any part and leaves the text readable. */
function setWatermark(doc: Doc, text: string): void {
  const { width, height } = doc.page;
  doc.save().font(regular).fontSize(20).fillColor(ink.watermark).fillOpacity(0.14);
  doc.rotate(-30, { origin: [width / 2, height / 2] });
  const step = doc.widthOfString(plain(text)) + 90;
  const reach = Math.hypot(width, height) / 2;
  for (let y = height / 2 - reach; y < height / 2 + reach; y += 130)
    for (let x = width / 2 - reach; x < width / 2 + reach; x += step) doc.text(plain(text), x, y, { lineBreak: false });
  doc.restore();
  doc.fillOpacity(1);
}

function setFrame(doc: Doc): void {
  const { width, height } = doc.page;
  doc
    .lineWidth(2)
    .rect(24, 24, width - 48, height - 48)
    .stroke(ink.brand);
  doc
    .lineWidth(0.6)
    .rect(30, 30, width - 60, height - 60)
    .stroke(ink.brand);
}
