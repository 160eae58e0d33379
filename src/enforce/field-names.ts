/** Everything a text may take. Nothing here is, or is made from, what a member wrote. */
export const fieldNames = [
  '单位',
  '保密办',
  '保密办电话',
  '值班电话',
  '机要室',
  '机要电话',
  '签收地点',
  '办公系统',
  '上级电话',
  '群名',
  '方案',
  '件数',
  '台账末值',
  '次数',
  '比例',
  '时间',
  '类型',
  '编号',
  '编号们',
  '截止',
  '报告截止',
  '报告提示',
  '剩余',
  '大类',
  '依据',
  '正确做法',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Fields = Readonly<Record<FieldName, string>>;

/** They tell the kind: only behind the signed link, never where a lock screen shows it. */
export const pageOnly: ReadonlySet<string> = new Set<FieldName>(['大类', '依据', '正确做法']);

export function isFieldName(name: string): name is FieldName {
  return fieldNames.some((known) => known === name);
}

/** The names in {brackets}. */
export function fieldsIn(line: string): readonly string[] {
  return Array.from(line.matchAll(/\{([^{}]{0,20})\}/g), (found) => found[1] ?? '');
}

export function fill(line: string, fields: Partial<Fields>): string {
  return line.replaceAll(/\{([^{}]{0,20})\}/g, (whole, name: string) =>
    isFieldName(name) ? (fields[name] ?? whole) : whole,
  );
}
