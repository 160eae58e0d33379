import * as z from 'zod';
import { accountRoles } from '#model/account.ts';

/** One line a person wrote: no control characters, so that it cannot break a notice or a log. */
export function line(shortest: number, longest: number, form: 'line' | 'lines' = 'line') {
  return z
    .string({ error: '请填写' })
    .trim()
    .min(shortest, { error: shortest === 1 ? '请填写' : `至少 ${shortest} 个字` })
    .max(longest, { error: `最多 ${longest} 个字` })
    .regex(form === 'line' ? /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u : /^(?:[^\p{Cc}]|[\n\r\t])*$/u, {
      error: form === 'line' ? '不能含换行或控制字符' : '不能含控制字符',
    });
}

const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+*#()\-转 ]{3,40}(（[^（）]{1,20}）)?$/u, { error: '请填写电话号码' });
export const Id = z.string().min(1).max(200);
export const PersonId = z.string().min(1).max(100);

export const NewAccount = z.object({
  name: line(2, 32),
  password: z
    .string({ error: '请填写' })
    .min(10, { error: '密码至少 10 个字符' })
    .max(128, { error: '密码最多 128 个字符' }),
  person: PersonId.nullable().default(null),
});
export const Role = z.enum(accountRoles, { error: '请选择角色' });

const NamedContact = z.object({ person: PersonId, title: line(1, 30) });
export const UnitForm = z.object({
  name: line(2, 60),
  office: line(2, 30),
  officePhone: Phone,
  dutyPhone: Phone,
  cipherRoom: line(1, 60),
  cipherPhone: Phone,
  pickupPlace: line(1, 60),
  upperPhone: Phone,
  roster: z.array(NamedContact).max(10),
  heads: z.array(PersonId).max(50),
  template: line(1, 40),
  evidence: z.enum(['sealed', 'none']),
  unsealing: z.enum(['one-person', 'two-persons']),
  officeHours: z
    .tuple([z.number().min(0).max(24), z.number().min(0).max(24)])
    .refine(([from, to]) => from < to, { error: '开始须早于结束' }),
});

/** What a member may add in his own words; screened before it is stored. */
export const Note = line(0, 120);
/** A sample a reviewer has written anew. */
export const Rewritten = line(6, 500);

/** A reason or note; screened by the detectors before it is stored (facts/handling.md 3). */
export const Reason = line(2, 500);

/** A day a person picked; what ends on it ends when it does. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: '请选择日期' })
  .refine((day) => !Number.isNaN(Date.parse(day)), { error: '没有这一天' });
