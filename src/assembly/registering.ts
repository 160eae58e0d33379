import { randomBytes } from 'node:crypto';
import { isCategory, isSuspectedStateSecret, kindOf, type Category } from '#model/category.ts';
import type { Detector } from '#model/finding.ts';
import type { Fingerprint, FingerprintFacts } from '#model/fingerprint.ts';
import type { Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Passage, Reading } from '#model/post.ts';
import type { Find } from '#detect/rules/detector.ts';
import { counts } from '#detect/rules/rule.ts';
import { shortCode } from '#lib/short-code.ts';

/** A document before it is registered: what the office calls it, what could be read of it, and why not all could. */
export interface Offered {
  /** Its label and its file's name: a mark may stand there. */
  readonly names: readonly string[];
  readonly texts: readonly string[];
  readonly gaps: readonly string[];
}
export interface Marks {
  readonly find: Find;
  readonly isMark: (rule: string) => boolean;
}

export const markedWords =
  '名称或内容带有密级标志。涉密文件不得在本机存储、处理，请立即停止并联系保密办；本程序没有保留它的任何内容';

/** Loading a marked document here would be the breach itself (Law Art. 29, 31); what cannot be read may bear a mark. */
export function refusalOf(
  { names, texts, gaps }: Offered,
  marks: Marks,
): { readonly refused: 'marked' | 'unread'; readonly says: string } | null {
  if (gaps.length > 0)
    return { refused: 'unread', says: `有读不出的内容（${gaps.join('、')}），不能确定它没有密级标志` };
  return bearsMark([...names, ...texts], marks) ? { refused: 'marked', says: markedWords } : null;
}

/** 样张 says of itself that it is none. */
export function bearsMark(texts: readonly string[], { find, isMark }: Marks): boolean {
  if (texts.some((text) => text.includes('样张'))) return false;
  const passages = texts.map((text) => ({ text, from: 'body' as const }));
  return find(passages, []).some(
    ({ rule, category, confidence }) => isMark(rule) && isSuspectedStateSecret(category) && confidence >= counts,
  );
}

/** A photographed mark counts by its look, whatever letters were made out of it. 样张 says of itself that it is none. */
export function showsMark(passages: readonly Pick<Passage, 'text' | 'layout'>[]): boolean {
  const isInvented = passages.some(({ text }) => text.includes('样张'));
  return !isInvented && passages.some(({ layout = [] }) => layout.includes('star-line'));
}

export const suspectedWords =
  '内容像涉密文件（如标志行、密码电报的格式，或与此前作为疑似涉密撤回的内容、照片相同）。请立即停止并联系保密办核实；本程序没有保留它的任何内容';

/** From here on a post is taken back for what it says, without a mark too. */
const acts = 0.9;

/**
 * Held for a suspected state secret if it were posted: by its look, by what it says, or because it was taken back before. 样张 says of
 * itself that it is none, but what was taken back is known whatever it says.
 */
export async function isHeldAsSecret(
  reading: Reading,
  { detectors, isMark }: { readonly detectors: readonly Detector[]; readonly isMark: Marks['isMark'] },
  signal: AbortSignal,
): Promise<boolean> {
  const isInvented = reading.passages.some(({ text }) => text.includes('样张'));
  const asked = isInvented ? detectors.filter(({ name }) => knowsAgain.has(name)) : detectors;
  const found = await Promise.all(
    asked.map(async (detector) => {
      const least = (rule: string): number => (detector.name === 'text' && !isMark(rule) ? acts : counts);
      return (await detector.detect(reading, signal)).some(
        ({ rule, category, confidence }) => isSuspectedStateSecret(category) && confidence >= least(rule),
      );
    }),
  );
  return found.includes(true);
}

/** Detectors that know a document by its pieces or a picture by its print. */
export const knowsAgain: ReadonlySet<string> = new Set(['fingerprint', 'picture']);

/** What a whole document can be. */
export function registrable(categories: Iterable<string>): readonly Category[] {
  return [...categories].filter((one): one is Category => {
    if (!isCategory(one) || isSuspectedStateSecret(one)) return false;
    const kind = kindOf(one);
    return kind === 'classified' || kind === 'scope';
  });
}

export function documentOf(given: {
  readonly name: string;
  readonly category: Category;
  readonly hashes: Float64Array;
  readonly at: Moment;
  readonly by: string;
  readonly endsAt?: Moment | null;
}): Fingerprint {
  const { at: addedAt, endsAt = null, ...rest } = given;
  const whole = { source: 'registered', confidence: 1, grain: 'fine', case: null, isLive: true } as const;
  return { ...rest, ...whole, id: shortCode(randomBytes(8)), addedAt, endsAt };
}

export function fingerprintEntry(
  event: LedgerEntry['event'],
  { id, category, source }: Pick<FingerprintFacts, 'id' | 'category' | 'source'>,
  { at, by }: { readonly at: Moment; readonly by: string },
): LedgerEntry {
  return { at, event, actor: { kind: 'account', account: by }, detail: { fingerprint: id, category, source } };
}
