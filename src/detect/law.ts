import { z } from 'zod';
import type { Article, LawBook } from '#model/law.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';

const day = z.iso.date();
const schema = z.strictObject({
  laws: z.array(
    z.strictObject({
      law: z.string().min(2),
      version: z.string().min(4),
      checkedAt: day,
      articles: z
        .array(
          z.strictObject({
            id: z.string().regex(/^[a-z][a-z0-9-]*$/),
            article: z.string().min(2),
            says: z.string().min(4),
          }),
        )
        .min(1),
    }),
  ),
});

/** data/law.yaml: every article the house may name, once, with the version read and the day somebody read it. */
export function parseLaw(sheet: Sheet): LawBook {
  const { laws } = parseWith(schema, sheet);
  const book = new Map<string, Article>();
  laws.forEach(({ law, version, checkedAt, articles }, number) => {
    articles.forEach((article, index) => {
      const line = sheet.lineOf(['laws', number, 'articles', index]);
      if (book.has(article.id))
        throw new SheetError(sheet, line, `expected each article id once, got ${JSON.stringify(article.id)} again`);
      book.set(article.id, { ...article, law, version, checkedAt });
    });
  });
  return Object.fromEntries(book);
}
