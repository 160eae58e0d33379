import { readFileSync, writeFileSync } from 'node:fs';
import { makeEvasions } from './make.ts';
import { parseEvasions, parseLookalikes, toJsonl } from './row.ts';

export const seed = 'zhouzhi-evasion-1';

/** Makes the generated rows of evasion.jsonl anew; what was written by hand stays as it is, in the form of the set. */
if (import.meta.main) {
  const evasions = new URL('evasion.jsonl', import.meta.url);
  const lookalikes = new URL('lookalikes.jsonl', import.meta.url);
  const byHand = parseEvasions(readFileSync(evasions, 'utf8')).filter(({ origin }) => origin === 'hand');
  writeFileSync(evasions, toJsonl([...makeEvasions(seed), ...byHand]));
  writeFileSync(lookalikes, toJsonl(parseLookalikes(readFileSync(lookalikes, 'utf8'))));
}
