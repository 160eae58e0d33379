import type { Reader } from '#extract/piece.ts';
import type { FileKind } from '#extract/sniff.ts';

/** Who reads what; loaded when first needed, so that a text file waits for no PDF engine. */
export const readerOf: Readonly<Partial<Record<FileKind, () => Promise<Reader>>>> = {
  pdf: async () => (await import('#extract/formats/pdf.ts')).readPdf,
  zip: async () => (await import('#extract/formats/zip-file.ts')).readZipFile,
  cfb: async () => (await import('#extract/formats/compound-file.ts')).readCompoundFile,
  gzip: async () => (await import('#extract/formats/gzip.ts')).readGzip,
  'seven-zip': async () => (await import('#extract/formats/seven-zip.ts')).readSevenZip,
  tar: async () => (await import('#extract/formats/tar.ts')).readTar,
  rtf: async () => (await import('#extract/formats/rtf.ts')).readRtf,
  mail: async () => (await import('#extract/formats/mail.ts')).readMail,
  mailbox: async () => (await import('#extract/formats/mail.ts')).readMailbox,
  tnef: async () => (await import('#extract/formats/tnef.ts')).readTnef,
  html: async () => (await import('#extract/formats/html.ts')).readHtml,
  xml: async () => (await import('#extract/formats/plain.ts')).readXmlFile,
  text: async () => (await import('#extract/formats/plain.ts')).readText,
  heic: async () => (await import('#extract/formats/heic.ts')).readHeic,
  picture: async () => (await import('#extract/formats/picture.ts')).readPicture,
};

/** Everything loaded at once, so that the first file does not wait. */
export async function warmReaders(): Promise<void> {
  await Promise.all(Object.values(readerOf).map((load) => load()));
  await (await import('#extract/formats/pdfium.ts')).loadPdfium();
  await (await import('#extract/ocr/reader.ts')).warm();
}
