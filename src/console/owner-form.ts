import * as z from 'zod';
import type { OwnerSettings } from '#model/owner.ts';
import { line, PersonId } from '#console/schemas.ts';

const Until = z.number().int().min(0).max(8_640_000_000_000_000);
const Topic = z.object({
  words: z.array(line(2, 16)).min(1, { error: '请填写' }).max(5),
  until: Until.nullable(),
});
const Hour = z.number().min(0).max(24).multipleOf(0.5);
const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,100}$)([a-z0-9-]{1,63}\.)+[a-z]{2,20}$/, { error: '请填写网站域名，例如 gov.cn' });
const Kind = z.string().min(2).max(20);
const isForward = { error: '开始须早于结束' };

/** What an owner may set; a unit's floor has no field here. */
export const OwnerForm: z.ZodType<OwnerSettings> = z.object({
  template: line(1, 40),
  mode: z.enum(['live', 'marks-live']),
  topics: z.object({ allowed: z.array(Topic).max(40), forbidden: z.array(Topic).max(40) }),
  posters: z.object({ who: z.enum(['owner', 'admins']), also: z.array(PersonId).max(30) }).nullable(),
  hours: z
    .object({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: Hour, to: Hour })
    .refine(({ from, to }) => from < to, isForward)
    .nullable(),
  fileKinds: z.array(Kind).max(20).nullable(),
  linkDomains: z.array(Domain).max(50).nullable(),
  exceptions: z
    .array(z.object({ what: z.enum(['hours', 'file', 'link', 'notice']), value: z.string().max(100), until: Until }))
    .max(20),
  quizHours: z
    .tuple([Hour, Hour])
    .refine(([from, to]) => from < to, isForward)
    .nullable(),
  purpose: line(0, 60),
  endsAt: Until.nullable(),
  outsiders: z.enum(['none', 'expected']),
  trialUntil: Until.nullable(),
});
