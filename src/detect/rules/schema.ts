import { z } from 'zod';
import { isCategory, type Category } from '#model/category.ts';
import { disguises, reaches } from '#detect/rules/rule.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'expected an id in small letters with hyphens' });
const words = z.union([id, z.array(id).min(1)]).transform((value) => (typeof value === 'string' ? [value] : value));
const condition = z.union([
  id.transform((cue) => ({ cue: [cue], within: 'sentence' as const })),
  z.strictObject({ cue: words, within: z.enum(reaches).default('sentence') }),
]);
const shift = z.strictObject({ cue: words, within: z.enum(reaches).default('sentence'), by: z.number().gt(0).max(1) });
const example = z.union([
  z
    .string()
    .min(1)
    .transform((text) => ({ text, context: [''].slice(1) })),
  z.strictObject({
    text: z.string().min(1),
    context: z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat()),
  }),
]);

const category = z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
  error: 'expected a category such as "classified.state-secret"',
});

export const ruleSchema = z.strictObject({
  id,
  category,
  title: z.string().min(2),
  why: z.array(z.string()).min(1),
  instead: z.string().min(4),
  keywords: z.array(z.string().min(1)).default([]),
  pattern: z.string().min(1).optional(),
  check: z.string().optional(),
  needs: z.array(condition).default([]),
  unless: z.array(condition).default([]),
  /** Names of shared lists of shifts, from `settings` of a cue sheet. */
  settings: z.array(id).default([]),
  raises: z.array(shift).default([]),
  lowers: z.array(shift).default([]),
  /** One of these beside it, or the finding is never sure enough to act on. */
  certain: z.array(condition).default([]),
  /** Looks for its keywords in disguise only: forms that are surely meant, or forms that may be chance. */
  disguise: z.enum(disguises).optional(),
  atLeast: z.int().min(1).max(50).default(1),
  confidence: z.number().min(0.05).max(1),
  mark: z.boolean(),
  violates: z.array(example).min(1),
  passes: z.array(example).min(1),
});
export type RuleSheet = z.infer<typeof ruleSchema>;

const cueSchema = z.strictObject({
  id,
  title: z.string().min(2),
  words: z.array(z.string().min(1)).default([]),
  pattern: z.string().min(1).optional(),
});
const settingSchema = z.strictObject({
  id,
  raises: z.array(shift).default([]),
  lowers: z.array(shift).default([]),
  certain: z.array(condition).default([]),
});

/** A file of rules/packs: rules, or cues, or both. */
export const packSchema = z.strictObject({
  pack: z.string().min(1),
  straddle: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }).optional(),
  cues: z.array(cueSchema).default([]),
  settings: z.array(settingSchema).default([]),
  rules: z.array(ruleSchema).default([]),
});
export type PackSheet = z.infer<typeof packSchema>;
