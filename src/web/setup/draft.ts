import type { SetupOfferWire, SetupWire } from '#model/console-wire.ts';
import type { Unit } from '#model/unit.ts';

/** What stands in the form; numbers and lists of the unit as the controls hold them. */
export interface Draft {
  readonly name: string;
  readonly password: string;
  readonly again: string;
  readonly person: string;
  readonly unit: Unit;
}

export type Wrongs = Readonly<Record<string, string>>;

export const stepTitles = ['管理员账号', '单位和电话', '值班和模板'] as const;
/** A number, and perhaps a remark in brackets: 0000-101（夜间）. */
const phone = /^[0-9+*#()\-转 ]{3,40}(（[^（）]{1,20}）)?$/u;
const shortestPassword = 10;

/** The fields of each step, by the names the server uses when it finds them wrong. */
const fieldsOfStep: readonly (readonly string[])[] = [
  ['admin.name', 'admin.password', 'again', 'admin.person'],
  [
    'unit.name',
    'unit.office',
    'unit.officePhone',
    'unit.dutyPhone',
    'unit.cipherRoom',
    'unit.cipherPhone',
    'unit.pickupPlace',
    'unit.upperPhone',
  ],
];

export function draftOf(offer: SetupOfferWire): Draft {
  return { name: '', password: '', again: '', person: '', unit: offer.unit };
}

export function wireOf(draft: Draft, token: string): SetupWire {
  return {
    token,
    admin: { name: draft.name.trim(), password: draft.password, person: draft.person || null },
    unit: draft.unit,
  };
}

/** The step that holds the first of these fields; whatever is of no other step is of the last. */
export function stepOf(wrongs: Wrongs): number {
  const steps = Object.keys(wrongs).map((field) => {
    const found = fieldsOfStep.findIndex((fields) => fields.includes(field));
    return found === -1 ? stepTitles.length - 1 : found;
  });
  return steps.length > 0 ? Math.min(...steps) : 0;
}

/** What is wrong with a step, before the server is asked. */
export function wrongsOf(draft: Draft, step: number): Wrongs {
  const all = step === 0 ? accountWrongs(draft) : step === 1 ? unitWrongs(draft.unit) : lastWrongs(draft.unit);
  return Object.fromEntries(Object.entries(all).flatMap(([field, wrong]) => (wrong ? [[field, wrong]] : [])));
}

function accountWrongs({ name, password, again }: Draft): Record<string, string | null> {
  return {
    'admin.name': name.trim().length < 2 ? '请填写，至少 2 个字' : null,
    'admin.password': password.length < shortestPassword ? `密码至少 ${shortestPassword} 个字符` : null,
    again: again === password ? null : '两次输入的密码不一样',
  };
}

function unitWrongs(unit: Unit): Record<string, string | null> {
  return {
    'unit.name': unit.name.trim().length < 2 ? '请填写单位名称' : null,
    'unit.office': unit.office.trim().length < 2 ? '请填写，例如 保密办' : null,
    'unit.officePhone': phoneWrong(unit.officePhone),
    'unit.dutyPhone': phoneWrong(unit.dutyPhone),
    'unit.cipherRoom': unit.cipherRoom.trim() ? null : '请填写，例如 机要室',
    'unit.cipherPhone': phoneWrong(unit.cipherPhone),
    'unit.pickupPlace': unit.pickupPlace.trim() ? null : '请填写，例如 机要室（一号楼 204）',
    'unit.upperPhone': phoneWrong(unit.upperPhone),
  };
}

function lastWrongs(unit: Unit): Record<string, string | null> {
  const [from, to] = unit.officeHours;
  return { 'unit.officeHours': from < to ? null : '开始须早于结束' };
}

function phoneWrong(text: string): string | null {
  return phone.test(text.trim()) ? null : '请填写电话号码，只用数字和 + - ( ) 转';
}
