import { z } from 'zod';

export const groupKinds = ['机关科室', '高校院系', '企业部门', '乡镇政府', '医院', '学校家长'] as const;

const common = {
  id: z.string(),
  trick: z.string(),
  text: z.string().min(1),
  context: z.string().optional(),
  group_kind: z.enum(groupKinds),
};
const Evasion = z.strictObject({
  ...common,
  label: z.literal('classified'),
  tier: z.enum(['core', 'stretch']),
  origin: z.enum(['generated', 'hand']),
});
const Lookalike = z.strictObject({ ...common, label: z.literal('allow') });

export type GroupKind = (typeof groupKinds)[number];
export type EvasionRow = z.infer<typeof Evasion>;
export type LookalikeRow = z.infer<typeof Lookalike>;

export function parseEvasions(jsonl: string): EvasionRow[] {
  return linesOf(jsonl).map((line) => Evasion.parse(JSON.parse(line)));
}

export function parseLookalikes(jsonl: string): LookalikeRow[] {
  return linesOf(jsonl).map((line) => Lookalike.parse(JSON.parse(line)));
}

/** One row a line; what an editor would not show, or would turn round, stands as an escape. */
export function toJsonl(rows: readonly (EvasionRow | LookalikeRow)[]): string {
  return rows.map((row) => `${JSON.stringify(row).replace(/[\p{Cf}\p{Mn}\p{Me}\u3164\u115f]/gu, escaped)}\n`).join('');
}

function linesOf(jsonl: string): string[] {
  return jsonl.split('\n').filter((line) => line !== '');
}

function escaped(sign: string): string {
  return sign
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
