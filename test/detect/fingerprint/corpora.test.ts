import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lettersOf } from '#detect/fingerprint/letters.ts';
import { matchesIn } from '#detect/fingerprint/match.ts';
import { indexPieces } from '#detect/fingerprint/piece-index.ts';
import { requires } from '../../support/requires.ts';
import { aDocument, common, finderOf, hash } from './known.ts';

const shared = requires('shared');

interface Row {
  readonly text: string;
  /** Whole works come in pieces. */
  readonly work: string;
}

function rowsOf(...names: readonly string[]): readonly Row[] {
  return names.flatMap((name) =>
    readFileSync(join(shared.path, 'corpora', `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line, index) => {
        const row: { text: string; doc?: string; url?: string } = JSON.parse(line);
        return { text: row.text, work: `${name}/${row.doc ?? row.url ?? index}` };
      }),
  );
}

describe.skipIf(!shared.available)(`real papers${shared.reason}`, { timeout: 120_000 }, () => {
  test('of two different papers fewer than one pair in ten thousand is taken for one another', () => {
    const rows = rowsOf(
      'official_statecouncil',
      'official_workreports',
      'notices_web',
      'notices_campus_bodies',
      'news_body',
    );
    const works = Map.groupBy(rows, ({ work }) => work);
    const index = indexPieces(
      [...works].map(([work, parts]) => aDocument(work, parts.map(({ text }) => text).join('\n'))),
      common,
    );
    if (!index) throw new Error('expected documents, got none');
    let mistaken = 0;
    for (const { text, work } of rows)
      mistaken += matchesIn(lettersOf(text), index, hash).filter(
        ({ document }) => index.document(document).id !== work,
      ).length;
    const pairs = rows.length * (works.size - 1);
    expect(pairs).toBeGreaterThan(500_000);
    expect(mistaken / pairs).toBeLessThan(1e-4);
  });

  test('chat, short messages, reviews and headlines are never taken for an official paper', async () => {
    const papers = rowsOf('official_statecouncil', 'official_workreports', 'notices_campus_bodies');
    const find = finderOf(papers.map(({ text }, number) => aDocument(`d${number}`, text)));
    const talk = rowsOf(
      'chat_kdconv',
      'chat_lccc',
      'chat_sms',
      'reviews',
      'weibo',
      'headlines_thucnews',
      'headlines_tnews',
      'service_crosswoz',
    );
    let mistaken = 0;
    for (const { text } of talk) if ((await find(text)).length > 0) mistaken++;
    expect([talk.length > 3000, mistaken]).toEqual([true, 0]);
  });
});
