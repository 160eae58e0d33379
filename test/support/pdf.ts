/** A PDF of one empty page with words in places of its own. */
export function pdfWith({
  metadata = '',
  xfa = '',
  annotation = '/Subtype/Text',
}: {
  readonly metadata?: string;
  readonly xfa?: string;
  readonly annotation?: string;
}): Buffer {
  const stream = (words: string, kind = ''): string =>
    `<<${kind}/Length ${Buffer.byteLength(words)}>>\nstream\n${words}\nendstream`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/AcroForm<</Fields[4 0 R]/XFA 6 0 R>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>',
    `<</Type/Annot/Rect[10 10 20 20]${annotation}>>`,
    stream(metadata, '/Type/Metadata/Subtype/XML'),
    stream(xfa),
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.7\n${body}trailer <</Root 1 0 R>>\n%%EOF`);
}

/** Pages without a text layer, so that each has to be looked at. */
export function drawnPdf(pages: number): Buffer {
  const look = '40 w 100 100 m 500 700 l S';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${'3 0 R '.repeat(pages)}]/Count ${pages}>>`,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
    `<</Length ${look.length}>>\nstream\n${look}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer <</Root 1 0 R>>\n%%EOF`);
}

/** One page that is a picture and nothing else, as a scanner saves it. */
export function scannedPdf(jpeg: Uint8Array, { width, height }: { readonly width: number; readonly height: number }) {
  const show = '595 0 0 842 0 0 cm /P Do';
  const image = `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>`;
  const before = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R>>',
    `<</Length ${show.length}>>\nstream\n${show}\nendstream`,
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${before.join('')}5 0 obj\n${image}\nstream\n`),
    jpeg,
    Buffer.from('\nendstream\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF'),
  ]);
}
