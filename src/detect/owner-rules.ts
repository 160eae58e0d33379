import { z } from 'zod';
import type { RuleFacts } from '#model/catalogue.ts';
import { isCategory, type Category } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { LawBook } from '#model/law.ts';
import type { GroupException, GroupRules } from '#model/owner.ts';
import type { Passage, Post } from '#model/post.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { localTime, weekdayOf } from '#lib/working-time.ts';
import { extensionOf, linkDomainsIn } from '#detect/links.ts';
import { parseWith } from '#detect/sheets.ts';

const rule = z.strictObject({ id: z.string().min(2), title: z.string().min(2), instead: z.string().min(4) });
const words = z.array(z.string().min(2)).min(1);
const schema = z.strictObject({
  category: z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
    error: 'expected a category such as "scope.owner-rule"',
  }),
  why: z.array(z.string()).min(1),
  confidence: z.number().min(0.6).max(0.95),
  rules: z.strictObject({ hours: rule, file: rule, link: rule, notice: rule }),
  internal: z.array(z.string().min(2)),
  notices: z.strictObject({ ends: words, starts: words, calls: words, replies: words }),
  files: z
    .array(z.strictObject({ id: z.string().min(2), title: z.string().min(2), extensions: z.array(z.string()) }))
    .min(2),
});
type Written = z.infer<typeof schema>;

export type OwnerRule = keyof Written['rules'];

/** How the rules act that an owner makes for his own group. */
export interface OwnerRules extends Pick<Written, 'confidence' | 'notices' | 'files' | 'internal'> {
  readonly rules: Readonly<Record<OwnerRule, RuleFacts>>;
}

/** rules/owner-rules.yaml. */
export function parseOwnerRules(sheet: Sheet, law: LawBook): OwnerRules {
  const { category, why, rules, ...rest } = parseWith(schema, sheet);
  const unknown = why.find((article) => !law[article]);
  if (unknown !== undefined)
    throw new SheetError(
      sheet,
      sheet.lineOf(['why']),
      `expected the id of an article in data/law.yaml, got ${JSON.stringify(unknown)}`,
    );
  const facts = (one: Written['rules'][OwnerRule]): RuleFacts => ({ ...one, category, why });
  const { hours, file, link, notice } = rules;
  return { ...rest, rules: { hours: facts(hours), file: facts(file), link: facts(link), notice: facts(notice) } };
}

/** What the rules look at: also a trace without text has it, but for whether it looks like a notice. */
export interface Outline {
  readonly at: Moment;
  readonly sender: Pseudonym;
  readonly isOwner: boolean;
  readonly isAdmin: boolean;
  readonly fileKinds: readonly string[];
  readonly linkDomains: readonly string[];
  readonly isNotice: boolean;
}

/** The owner's rules a post goes against. Pure: the clock is the post's own. */
export function ownerHits(post: Outline, settings: GroupRules, tz: string): readonly OwnerRule[] {
  const { posters, hours, fileKinds, linkDomains, exceptions } = settings;
  const valid = exceptions.filter(({ until }) => until > post.at);
  const isExcepted = (what: GroupException['what'], value: string): boolean =>
    valid.some((one) => one.what === what && (one.value === '' || isWithin(what, value, one.value)));
  const isStray = (what: 'file' | 'link', value: string, allowed: readonly string[]): boolean =>
    !allowed.some((one) => isWithin(what, value, one)) && !isExcepted(what, value);
  const hits: OwnerRule[] = [];
  if (hours !== null && !isOpen(post.at, hours, tz) && !isExcepted('hours', '')) hits.push('hours');
  if (fileKinds !== null && post.fileKinds.some((kind) => isStray('file', kind, fileKinds))) hits.push('file');
  if (linkDomains !== null && post.linkDomains.some((domain) => isStray('link', domain, linkDomains)))
    hits.push('link');
  if (posters !== null && post.isNotice && !mayNotify(post, posters) && !isExcepted('notice', post.sender))
    hits.push('notice');
  return hits;
}

function isOpen(at: Moment, { days, from, to }: NonNullable<GroupRules['hours']>, tz: string): boolean {
  const { day, hour } = localTime(at, tz);
  return days.includes(weekdayOf(day)) && hour >= from && hour < to;
}

function isWithin(what: GroupException['what'], value: string, allowed: string): boolean {
  return value === allowed || (what === 'link' && value.endsWith(`.${allowed}`));
}

function mayNotify({ isOwner, isAdmin, sender }: Outline, { who, also }: NonNullable<GroupRules['posters']>): boolean {
  return isOwner || (who === 'admins' && isAdmin) || also.includes(sender);
}

interface Said {
  readonly post: Post;
  readonly passages: readonly Passage[];
  readonly sender: Pseudonym;
  readonly settings: GroupRules | undefined;
  readonly rules: OwnerRules;
  readonly tz: string;
}

/** Findings of scope: what the owner has asked of his own group. They say nothing of what was said. */
export function ownerFindings({ post, passages, sender, settings, rules, tz }: Said): readonly Finding[] {
  const own = passages.findIndex(({ from }) => from === 'body');
  if (!settings || own < 0) return [];
  return ownerHits(outlineOf(post, { passages, sender, rules }), settings, tz).map((hit) => {
    const { id, category } = rules.rules[hit];
    const { confidence } = rules;
    return {
      rule: id,
      category,
      confidence,
      passage: own,
      from: 'body',
      span: [0, 0],
      raised: ['owner-rules'],
      lowered: [],
    };
  });
}

function outlineOf(post: Post, { passages, sender, rules }: Pick<Said, 'passages' | 'sender' | 'rules'>): Outline {
  const own = passages.filter(({ from, file }) => from === 'body' && file === null);
  return {
    at: post.sentAt,
    sender,
    isOwner: post.sender.role === 'owner',
    isAdmin: post.sender.role === 'admin',
    fileKinds: post.files
      .filter(({ from }) => from === 'body')
      .map(({ name, media }) => fileKindOf(extensionOf(name), rules, media === 'picture' ? 'picture' : 'other')),
    linkDomains: own.flatMap(({ text }) => linkDomainsIn(text)),
    isNotice: looksLikeNotice(post.body, rules),
  };
}

export function fileKindOf(extension: string, { files }: Pick<OwnerRules, 'files'>, otherwise = 'other'): string {
  return files.find(({ extensions }) => extensions.includes(extension))?.id ?? otherwise;
}

const longestTitle = 40;

/** Its first line is a title that ends in 通知, or begins with it, or it calls on everybody. */
export function looksLikeNotice(body: string, { notices }: Pick<OwnerRules, 'notices'>): boolean {
  const lowered = body.toLowerCase();
  if (notices.calls.some((call) => lowered.includes(call))) return true;
  const first = (body.split('\n', 1)[0] ?? '').trim();
  const begun = first.replace(/^[【[《“"]+/, '');
  if (
    notices.starts.some((word) => begun.startsWith(word) && /^(?:[】\]》”"：:！!\s]|$)/.test(begun.slice(word.length)))
  )
    return true;
  const title = first.replaceAll(/[\s【】[\]《》“”"：:！!。.#*]/g, '');
  if (
    title.length > longestTitle ||
    /[，,、；;？?]/.test(title) ||
    notices.replies.some((word) => title.startsWith(word))
  )
    return false;
  return notices.ends.some((word) => title.endsWith(word));
}
