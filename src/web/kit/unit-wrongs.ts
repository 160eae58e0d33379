import type { Unit } from '#model/unit.ts';
import type { Wrongs } from '#web/kit/unit-part.ts';

/** A number, and perhaps a remark in brackets: 0000-101（夜间）. */
const phone = /^[0-9+*#()\-转 ]{3,40}(（[^（）]{1,20}）)?$/u;

/** What is wrong with names, numbers and places of a unit. */
export function textWrongs(unit: Unit): Wrongs {
  return onlyWrong({
    'unit.name': unit.name.trim().length < 2 ? '请填写单位名称' : null,
    'unit.office': unit.office.trim().length < 2 ? '请填写，例如 保密办' : null,
    'unit.officePhone': phoneWrong(unit.officePhone),
    'unit.dutyPhone': phoneWrong(unit.dutyPhone),
    'unit.cipherRoom': unit.cipherRoom.trim() ? null : '请填写，例如 机要室',
    'unit.cipherPhone': phoneWrong(unit.cipherPhone),
    'unit.pickupPlace': unit.pickupPlace.trim() ? null : '请填写，例如 机要室（一号楼 204）',
    'unit.upperPhone': phoneWrong(unit.upperPhone),
  });
}

/** What is wrong with what was chosen. */
export function choiceWrongs({ officeHours: [from, to] }: Unit): Wrongs {
  return onlyWrong({ 'unit.officeHours': from < to ? null : '开始须早于结束' });
}

export function onlyWrong(fields: Readonly<Record<string, string | null>>): Wrongs {
  return Object.fromEntries(Object.entries(fields).flatMap(([field, wrong]) => (wrong ? [[field, wrong]] : [])));
}

function phoneWrong(text: string): string | null {
  return phone.test(text.trim()) ? null : '请填写电话号码，只用数字和 + - ( ) 转';
}
