import type { Unit } from '#model/unit.ts';
import { Field } from '#web/kit/field.tsx';
import type { UnitPartProps } from '#web/kit/unit-part.ts';

type TextOfUnit =
  'name' | 'office' | 'officePhone' | 'dutyPhone' | 'cipherRoom' | 'cipherPhone' | 'pickupPlace' | 'upperPhone';

const rows: readonly { readonly field: TextOfUnit; readonly label: string; readonly hint: string }[] = [
  { field: 'name', label: '单位名称', hint: '出现在自我介绍里' },
  { field: 'office', label: '保密工作机构', hint: '本单位怎么称呼，例如 保密办' },
  { field: 'officePhone', label: '保密工作机构电话', hint: '成员咨询、申诉用' },
  { field: 'dutyPhone', label: '值班电话', hint: '下班后也有人接' },
  { field: 'cipherRoom', label: '机要室', hint: '急件从这里走' },
  { field: 'cipherPhone', label: '机要电话', hint: '请勿填保密电话号码簿里的号码' },
  { field: 'pickupPlace', label: '签收地点', hint: '“有件请来取”里的地点' },
  { field: 'upperPhone', label: '上一级电话', hint: '不同意申诉结果时可以打' },
];

/** Names, numbers and places that stand in what members read. */
export function UnitTexts({ unit, wrongs, onChange }: UnitPartProps) {
  const set = (field: TextOfUnit, text: string) => {
    const changed: Unit = { ...unit, [field]: text };
    onChange(changed);
  };
  return (
    <div className="halves">
      {rows.map(({ field, label, hint }) => (
        <Field key={field} label={label} hint={hint} wrong={wrongs[`unit.${field}`]}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={60}
              value={unit[field]}
              onChange={(event) => set(field, event.target.value)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
