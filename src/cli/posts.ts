import * as z from 'zod';
import type { FileRef, Post } from '#model/post.ts';
import { loosePost } from '#cli/judge.ts';

/** The sample labels' kinds of groups, and the template each starts with (decisions.md, check --posts). */
export const templateOfGroupKind: Readonly<Record<string, string>> = {
  机关科室: '机关',
  高校院系: '高校',
  企业部门: '企业',
  乡镇政府: '乡镇',
  医院: '医院',
  学校家长: '家校',
};

const Line = z.object(
  {
    id: z.string({ error: expected('id', 'a text') }),
    text: z.string({ error: expected('text', 'a text') }),
    context: z
      .union([z.string(), z.array(z.string()), z.null()], {
        error: expected('context', 'a text, a list of texts or null'),
      })
      .optional(),
    group_kind: z.string({ error: expected('group_kind', 'a text') }).nullish(),
    time: z
      .string({ error: expected('time', 'HH:MM or an ISO time') })
      .refine((time) => momentOf(time) !== null, { error: expected('time', 'HH:MM or an ISO time') })
      .nullish(),
    files: z.array(z.string(), { error: expected('files', 'a list of paths') }).nullish(),
    quoted: z.string({ error: expected('quoted', 'a text') }).nullish(),
    forwarded: z.array(z.string(), { error: expected('forwarded', 'a list of texts') }).nullish(),
  },
  { error: (issue) => `expected one JSON object a line, got ${shapeOf(issue.input)}` },
);

export interface PostLine {
  readonly id: string;
  readonly post: Post;
  readonly context: readonly string[];
  readonly template: string;
}

/** One line of posts.jsonl; a bad one says `expected … got …`. */
export function parsePostLine(
  line: string,
  templates: ReadonlyMap<string, unknown>,
): PostLine | { readonly id: string | null; readonly error: string } {
  const value = parseJson(line);
  if (value === undefined)
    return { id: null, error: `expected one JSON object a line, got ${line.length} characters that are none` };
  const parsed = Line.safeParse(value);
  if (!parsed.success) return { id: idOf(value), error: parsed.error.issues.map((issue) => issue.message).join('; ') };
  const { id, text, context, group_kind: groupKind, time, files, quoted, forwarded } = parsed.data;
  const template = groupKind ? (templateOfGroupKind[groupKind] ?? groupKind) : '机关';
  if (!templates.has(template)) {
    return {
      id,
      error: `group_kind: expected one of ${[...Object.keys(templateOfGroupKind), ...templates.keys()].join(', ')}; got ${JSON.stringify(groupKind)}`,
    };
  }
  const post = loosePost({
    id,
    body: text,
    sentAt: time ? (momentOf(time) ?? 0) : 0,
    quoted: quoted ? { post: null, text: quoted } : null,
    forwarded: (forwarded ?? []).map((words) => ({ text: words, depth: 1 })),
    files: (files ?? []).map((path): FileRef => looseFile(path, 0)),
  });
  return { id, post, template, context: typeof context === 'string' ? [context] : (context ?? []) };
}

export function looseFile(path: string, size: number): FileRef {
  const name = path.split('/').at(-1) ?? path;
  return {
    id: `check:${path}`,
    name,
    size,
    media: /\.(png|jpe?g|webp|gif|bmp|heic|tiff?)$/i.test(name) ? 'picture' : 'file',
    from: 'body',
  };
}

/** 2026-11-24, or with a time and its zone; what else Date.parse takes is chance. */
const isoTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

function momentOf(time: string): number | null {
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (clock) return (Number(clock[1]) * 60 + Number(clock[2])) * 60_000;
  const moment = isoTime.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}

function expected(field: string, what: string) {
  return ({ input }: { readonly input?: unknown }): string =>
    `${field}: expected ${what}, got ${field === 'time' && typeof input === 'string' ? JSON.stringify(input.slice(0, 40)) : shapeOf(input)}`;
}

/** What came, without its words: an error must not repeat a post. */
function shapeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function idOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
