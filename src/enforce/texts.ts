import { z } from 'zod';
import { checkSheet, valueAt } from '#lib/check-sheet.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { fieldsIn, isFieldName, pageOnly } from '#enforce/field-names.ts';

const audiences = ['sender', 'owner', 'office', 'group', 'asker', 'reporter'] as const;
const linkTargets = [
  'notice',
  'case',
  'about',
  'mine',
  'console',
  'quiz',
  'digests',
  'my-digests',
  'owner',
  'report',
] as const;

const textShape = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  audience: z.enum(audiences),
  /** `now` may wake somebody; `office-hours` waits for the next working hour. */
  urgency: z.enum(['now', 'office-hours']),
  /** `withdrawal`: is moot once the post is gone. `contact`: asks for a call instead. */
  asks: z.enum(['withdrawal', 'contact']).optional(),
  title: z.string().min(1),
  body: z.array(z.string().min(1)).min(1).max(8),
  buttons: z
    .array(z.strictObject({ action: z.string().min(1), label: z.string().min(1) }))
    .max(6)
    .default([]),
  link: z.strictObject({ to: z.enum(linkTargets), label: z.string().min(1).max(8) }).optional(),
  /** Behind the signed link, where a reason may be given in general words. */
  page: z.array(z.string().min(1)).default([]),
});
const textsShape = z.array(textShape).min(1);

/** Words to people, as rules/texts states them; they take fields of a closed list and so can never take content. */
export type Text = z.infer<typeof textShape>;
export type TextBook = ReadonlyMap<string, Text>;

const longestTitle = 18;
const longestLabel = 8;
/** Nobody has been found guilty, and no machine says that something is a secret (Law Art. 25, 53). */
const neverSaid = /泄密|泄露国家秘密|属于国家秘密|是国家秘密|违法|违纪/;
/** Words that would tell an owner, a group or a lock screen what it was. */
const neverInFront = /密级|绝密|机密|秘密|涉密|密件|个人信息|身份证|人事/;

/** rules/texts: every text proved to be short, neutral and unable to take content. */
export function parseTexts(sheets: readonly Sheet[]): TextBook {
  const book = new Map<string, Text>();
  for (const sheet of sheets) {
    const texts = checkSheet(sheet, textsShape, (path) => `text ${idAt(sheet, path)}`);
    for (const [at, text] of texts.entries()) {
      const fault = book.has(text.id) ? 'expected an id of its own, got one that exists' : faultOf(text);
      if (fault !== null) throw new SheetError(sheet, sheet.lineOf([at]), `text ${text.id}: ${fault}`);
      book.set(text.id, text);
    }
  }
  return book;
}

/** The text of an id; one that is missing is a bug of whoever planned the deed. */
export function textOf(book: TextBook, id: string): Text {
  const text = book.get(id);
  if (!text) throw new Error(`text: expected an id of rules/texts, got '${id}'`);
  return text;
}

function faultOf(text: Text): string | null {
  const front = [text.title, ...text.body];
  const all = [...front, ...text.page, ...text.buttons.map(({ label }) => label), text.link?.label ?? ''];
  const unknown = all.flatMap(fieldsIn).find((name) => !isFieldName(name));
  if (unknown !== undefined) return `expected a known field, got {${unknown}}`;
  const early = front.flatMap(fieldsIn).find((name) => pageOnly.has(name));
  if (early !== undefined) return `expected {${early}} on the page only, got it in front`;
  if (fieldsIn(text.title).length > 0) return 'expected a title without fields';
  if (text.title.length > longestTitle)
    return `expected a title of at most ${longestTitle} characters, got ${text.title.length}`;
  const long = text.buttons.find(({ label }) => label.length > longestLabel);
  if (long) return `expected button labels of at most ${longestLabel} characters, got '${long.label}'`;
  const said = all.map((line) => neverSaid.exec(line)?.[0]).find((word) => word !== undefined);
  if (said !== undefined) return `expected 疑似 or 初步判断, got '${said}'`;
  return frontFault(text, front);
}

function frontFault(text: Text, front: readonly string[]): string | null {
  const told = front.map((line) => neverInFront.exec(line)?.[0]).find((word) => word !== undefined);
  if (told !== undefined) return `expected a neutral front, got '${told}'`;
  const isOutside =
    text.audience === 'owner' || text.audience === 'group' || text.audience === 'asker' || text.audience === 'reporter';
  const hinted = front.find((line) => /疑似|初步判断/.test(line));
  if (isOutside && hinted !== undefined) return 'expected no word on what was found, got 疑似 or 初步判断';
  return isOutside && text.page.length > 0 ? 'expected no page: only the sender has one' : null;
}

function idAt(sheet: Sheet, path: readonly PropertyKey[]): string {
  const [index] = path;
  const id = index === undefined ? undefined : valueAt(sheet.value, [index, 'id']);
  return typeof id === 'string' ? id : `number ${String(index ?? '?')}`;
}
