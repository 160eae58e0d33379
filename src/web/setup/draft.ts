import type { SetupOfferWire, SetupWire } from '#model/console-wire.ts';
import type { Unit } from '#model/unit.ts';
import type { Wrongs } from '#web/kit/unit-part.ts';
import { choiceWrongs, onlyWrong, textWrongs } from '#web/kit/unit-wrongs.ts';

/** What stands in the form; numbers and lists of the unit as the controls hold them. */
export interface Draft {
  readonly name: string;
  readonly password: string;
  readonly again: string;
  readonly person: string;
  readonly unit: Unit;
}

export const stepTitles = ['管理员账号', '单位和电话', '值班和模板'] as const;
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
  if (step === 0) return accountWrongs(draft);
  return step === 1 ? textWrongs(draft.unit) : choiceWrongs(draft.unit);
}

function accountWrongs({ name, password, again }: Draft): Wrongs {
  return onlyWrong({
    'admin.name': name.trim().length < 2 ? '请填写，至少 2 个字' : null,
    'admin.password': password.length < shortestPassword ? `密码至少 ${shortestPassword} 个字符` : null,
    again: again === password ? null : '两次输入的密码不一样',
  });
}
