import { PDFiumModule } from '@hyzyla/pdfium';

type Numbers = readonly number[];
/** The calls of PDFium's C interface used here (fpdfview.h, fpdf_text.h, fpdf_doc.h, fpdf_annot.h, fpdf_attachment.h, fpdf_edit.h). */
const calls = [
  'FPDF_InitLibraryWithConfig',
  'FPDF_LoadMemDocument',
  'FPDF_GetLastError',
  'FPDF_CloseDocument',
  'FPDF_GetPageCount',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDF_GetPageWidth',
  'FPDF_GetPageHeight',
  'FPDF_GetMetaText',
  'FPDF_RenderPageBitmap',
  'FPDFBitmap_CreateEx',
  'FPDFBitmap_FillRect',
  'FPDFBitmap_Destroy',
  'FPDFText_LoadPage',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetText',
  'FPDFText_HasUnicodeMapError',
  'FPDFPage_CountObjects',
  'FPDFPage_GetObject',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetBounds',
  'FPDFFormObj_CountObjects',
  'FPDFFormObj_GetObject',
  'FPDFPage_GetAnnotCount',
  'FPDFPage_GetAnnot',
  'FPDFPage_CloseAnnot',
  'FPDFAnnot_GetStringValue',
  'FPDFAnnot_GetFileAttachment',
  'FPDFBookmark_GetFirstChild',
  'FPDFBookmark_GetNextSibling',
  'FPDFBookmark_GetTitle',
  'FPDFDoc_GetAttachmentCount',
  'FPDFDoc_GetAttachment',
  'FPDFAttachment_GetName',
  'FPDFAttachment_GetFile',
  'FPDF_GetXFAPacketCount',
  'FPDF_GetXFAPacketContent',
] as const;
type Call = (typeof calls)[number];

export interface Pdfium {
  readonly call: (name: Call, ...given: Numbers) => number;
  /** Runs with a piece of the engine's memory and gives it back. */
  readonly withMemory: <Result>(size: number, use: (at: number) => Result) => Result;
  readonly memory: () => Uint8Array;
  /** Copies bytes into memory that stays until `free`. */
  readonly keep: (bytes: Uint8Array) => number;
  readonly free: (at: number) => void;
}

let loaded: Promise<Pdfium> | null = null;

/** The engine, once a process. */
export function loadPdfium(): Promise<Pdfium> {
  loaded ??= start();
  return loaded;
}

async function start(): Promise<Pdfium> {
  const engine = await PDFiumModule({});
  const known: unknown = engine;
  if (!hasCalls(known)) throw new Error('pdfium: expected its C interface, got another');
  const { malloc, free } = engine.wasmExports;
  const pdfium: Pdfium = {
    call: (name, ...given) => known[`_${name}`](...given),
    withMemory(size, use) {
      const at = malloc(Math.max(16, size));
      if (at === 0) throw new RangeError('memory');
      try {
        return use(at);
      } finally {
        free(at);
      }
    },
    memory: () => engine.HEAPU8,
    keep(bytes) {
      const at = malloc(bytes.length);
      if (at === 0) throw new RangeError('memory');
      engine.HEAPU8.set(bytes, at);
      return at;
    },
    free,
  };
  // FPDF_LIBRARY_CONFIG, version 2: 20 bytes, all else zero.
  pdfium.withMemory(20, (at) => {
    pdfium.memory().fill(0, at, at + 20);
    pdfium.memory()[at] = 2;
    pdfium.call('FPDF_InitLibraryWithConfig', at);
  });
  return pdfium;
}

function hasCalls(engine: unknown): engine is Readonly<Record<`_${Call}`, (...given: Numbers) => number>> {
  if (typeof engine !== 'object' || engine === null) return false;
  const all = new Map(Object.entries(engine));
  return calls.every((name) => typeof all.get(`_${name}`) === 'function');
}

/** Text of a call that tells a length in bytes of UTF-16 and then fills a buffer of it. */
export function utf16Of(pdfium: Pdfium, fill: (buffer: number, size: number) => number): string {
  const size = fill(0, 0);
  if (size <= 2 || size > 4_000_000) return '';
  return pdfium.withMemory(size, (at) => {
    fill(at, size);
    return Buffer.from(pdfium.memory().subarray(at, at + size - 2)).toString('utf16le');
  });
}

/** A name the interface takes as a C string. */
export function withName<Result>(pdfium: Pdfium, name: string, use: (at: number) => Result): Result {
  return pdfium.withMemory(name.length + 1, (at) => {
    pdfium.memory().set(Buffer.from(`${name}\0`, 'latin1'), at);
    return use(at);
  });
}
