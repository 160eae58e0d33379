import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { bold, regular, type Doc } from '#paper/doc.ts';

type Attributes = Readonly<Record<string, string>>;
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** From the middle of a Chinese character, which stands 0.88 above and 0.12 below its line, down to that line. */
const middle = 0.38;

/** Draws what the charts consist of: paths, rectangles, text and groups. Anything else is a bug, not a hole in a chart. */
export function drawSvg(doc: Doc, svg: string, { x, y, scale }: Spot): void {
  const parser = new SaxesParser();
  let hidden = 0;
  let text: { readonly attributes: Attributes; says: string } | null = null;
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (hidden > 0 || name === 'style' || name === 'defs') hidden += 1;
    else if (name === 'text') text = { attributes, says: '' };
    else open(doc, name, attributes);
  });
  parser.on('text', (said) => {
    if (text) text.says += said;
  });
  parser.on('closetag', ({ name }) => {
    if (hidden > 0) hidden -= 1;
    else if (name === 'g') doc.restore();
    else if (name === 'text' && text) {
      write(doc, text.attributes, text.says);
      text = null;
    }
  });
  doc.save().translate(x, y).scale(scale);
  parser.write(svg).close();
  doc.restore();
}

function open(doc: Doc, name: string, attributes: Attributes): void {
  switch (name) {
    case 'svg':
      return;
    case 'g':
      doc.save();
      move(doc, attributes);
      return;
    case 'rect':
      paint(doc, attributes, () =>
        doc.rect(
          size(attributes, 'x', 0),
          size(attributes, 'y', 0),
          size(attributes, 'width', 0),
          size(attributes, 'height', 0),
        ),
      );
      return;
    case 'path':
      paint(doc, attributes, () => doc.path(attributes['d'] ?? ''));
      return;
    default:
      throw new Error(`expected svg, g, rect, path or text in a chart, got ${name}`);
  }
}

function paint(doc: Doc, attributes: Attributes, outline: () => unknown): void {
  const fill = colour(attributes['fill'] ?? '#000', size(attributes, 'fill-opacity', 1));
  const width = size(attributes, 'stroke-width', 1);
  const stroke = width > 0 ? colour(attributes['stroke'] ?? 'none', size(attributes, 'stroke-opacity', 1)) : null;
  if (!fill && !stroke) return;
  doc.save();
  move(doc, attributes);
  outline();
  doc.lineWidth(width);
  const dashes = (attributes['stroke-dasharray'] ?? '').split(/[\s,]+/).flatMap((one) => (one ? [Number(one)] : []));
  if (dashes.length > 0) doc.dash(dashes[0] ?? 1, { space: dashes[1] ?? dashes[0] ?? 1 });
  if (fill && stroke) doc.fillAndStroke(fill, stroke);
  else if (fill) doc.fill(fill);
  else if (stroke) doc.stroke(stroke);
  doc.restore();
}

function write(doc: Doc, attributes: Attributes, says: string): void {
  const style = attributes['style'] ?? '';
  const height = Number.parseFloat(/font-size:([\d.]+)px/.exec(style)?.[1] ?? '12');
  doc.save();
  move(doc, attributes);
  doc
    .font(style.includes('font-weight:bold') ? bold : regular)
    .fontSize(height)
    .fillColor(attributes['fill'] ?? '#000');
  const wide = doc.widthOfString(says);
  const anchor = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor'] ?? 'start'] ?? 0;
  const lift = attributes['dominant-baseline'] === 'central' ? middle * height : 0;
  doc.text(says, size(attributes, 'x', 0) - wide * anchor, size(attributes, 'y', 0) + lift, {
    lineBreak: false,
    baseline: 'alphabetic',
  });
  doc.restore();
}

function move(doc: Doc, attributes: Attributes): void {
  for (const [, name, inner = ''] of (attributes['transform'] ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = inner.split(/[\s,]+/).map(Number);
    if (name === 'translate') doc.translate(a, b);
    else if (name === 'rotate') doc.rotate(a, { origin: [b, c] });
    else if (name === 'scale') doc.scale(a, inner.includes(',') || inner.includes(' ') ? b : a);
    else if (name === 'matrix') doc.transform(a, b, c, d, e, f);
    else throw new Error(`expected translate, rotate, scale or matrix in a chart, got ${name ?? ''}`);
  }
}

function size(attributes: Attributes, name: string, otherwise: number): number {
  return Number.parseFloat(attributes[name] ?? String(otherwise));
}

/** Null where nothing is to be seen; half-transparent is not in the vocabulary of the charts. */
function colour(value: string, opacity: number): string | null {
  return value === 'none' || value === 'transparent' || opacity === 0 ? null : value;
}
