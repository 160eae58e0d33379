import type { Piece, Tools } from '#extract/piece.ts';
import { isFolder, readEntries } from '#extract/formats/entries.ts';
import { readOdf } from '#extract/formats/odf.ts';
import { readOfd } from '#extract/formats/ofd.ts';
import { readOoxml } from '#extract/formats/ooxml.ts';
import { readSevenZip } from '#extract/formats/seven-zip.ts';
import { openZip } from '#extract/formats/zip.ts';

/** A ZIP is an office document, an OFD or an archive: its parts say which, not its name. */
export async function* readZipFile(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const entries = await openZip(bytes, tools.budget);
  const parts = entries.filter((part) => !isFolder(part));
  const names = new Set(parts.map((part) => part.name.toLowerCase()));
  if (names.has('[content_types].xml')) yield* readOoxml(parts, bytes, tools);
  else if (names.has('ofd.xml')) yield* readOfd(parts, tools);
  else if (names.has('content.xml') && (names.has('mimetype') || names.has('meta-inf/manifest.xml')))
    yield* readOdf(parts, tools);
  else if (parts.some((part) => !part.isKnown && !part.isEncrypted)) yield* readSevenZip(bytes, tools);
  else yield* readEntries(entries, tools);
}
