import type { Extractor } from '#model/extractor.ts';
import { createFileExtractor } from '#extract/file-extractor.ts';
import type { Pool } from '#extract/pool/pool.ts';

/** The extractors of this house, for the bot and for the command line. A new one is one line here. */
export function createExtractors(pool: Pool): readonly Extractor[] {
  return [createFileExtractor(pool)];
}
