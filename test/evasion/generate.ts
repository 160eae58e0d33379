import { readFileSync, writeFileSync } from 'node:fs';
import { makeEvasions } from './make.ts';
import { parseEvasions, toJsonl } from './row.ts';

/** Makes the generated rows of evasion.jsonl anew; the rows written by hand stay as they are, behind them. */
export const seed = 'zhouzhi-evasion-1';

if (import.meta.main) {
  const file = new URL('evasion.jsonl', import.meta.url);
  const byHand = parseEvasions(readFileSync(file, 'utf8')).filter(({ origin }) => origin === 'hand');
  writeFileSync(file, toJsonl([...makeEvasions(seed), ...byHand]));
}
