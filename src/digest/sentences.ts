import * as z from 'zod';
import { checkSheet } from '#lib/check-sheet.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';

/** Everything a sentence may take: numbers, dates and names of categories, groups and platforms. Nothing is made from what a member wrote. */
const fieldNames = [
  '周期',
  '时期',
  '名称',
  '数',
  '其余',
  '总数',
  '个数',
  '上期',
  '段',
  '比例',
  '下限',
  '上限',
  '时长',
  '群名',
  '日期',
  '末值',
] as const;
type FieldName = (typeof fieldNames)[number];

const Sentences = z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), says: z.string().min(1) })).min(1);
/** As in rules/texts: nobody has been found guilty, and no machine says that something is a secret (Law Art. 25, 53). */
const neverSaid = /泄密|泄露国家秘密|属于国家秘密|是国家秘密|违法|违纪/;

/** Words of digests by id, with their fields filled in. A sentence or field that is missing is a bug of who composes. */
export type Say = (id: string, fields?: Partial<Readonly<Record<FieldName, string | number>>>) => string;

/** rules/texts/digest: every sentence proved to take known fields only. */
export function parseSentences(sheet: Sheet): Say {
  const book = new Map<string, string>();
  const sentences = checkSheet(sheet, Sentences, (path) => `sentence number ${String(path[0] ?? '?')}`);
  for (const [at, { id, says }] of sentences.entries()) {
    const fault = book.has(id) ? 'expected an id of its own, got one that exists' : faultOf(says);
    if (fault !== null) throw new SheetError(sheet, sheet.lineOf([at]), `sentence ${id}: ${fault}`);
    book.set(id, says);
  }
  return (id, fields = {}) => {
    const says = book.get(id);
    if (says === undefined) throw new Error(`sentence: expected an id of rules/texts/digest, got '${id}'`);
    return says.replaceAll(/\{([^{}]{0,20})\}/g, (whole, name: string) => {
      const value = isFieldName(name) ? fields[name] : undefined;
      if (value === undefined) throw new Error(`sentence ${id}: expected a value for ${whole}, got none`);
      return String(value);
    });
  };
}

function faultOf(says: string): string | null {
  const names = Array.from(says.matchAll(/\{([^{}]{0,20})\}/g), (found) => found[1] ?? '');
  const unknown = names.find((name) => !isFieldName(name));
  if (unknown !== undefined) return `expected a known field, got {${unknown}}`;
  const said = neverSaid.exec(says)?.[0];
  return said === undefined ? null : `expected 疑似 or 初步判断, got '${said}'`;
}

function isFieldName(name: string): name is FieldName {
  return fieldNames.some((known) => known === name);
}
