import type { MemberId } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';
import type { NewGroup, NewPersona, Register } from '#gateway/sandbox/groups.ts';

/** Every person, group and number here is invented; 演示 says so wherever it is shown. */
const personas: readonly NewPersona[] = [
  { id: 'sandbox:member-1', name: '杨静', title: '保密办值班', isOffice: true },
  { id: 'sandbox:member-2', name: '徐明', title: '保密办副主任（第二联系人）', isOffice: true },
  { id: 'sandbox:member-3', name: '郑国华', title: '县委办副主任（分管领导）', isOffice: true },
  { id: 'sandbox:member-11', name: '周慧敏', title: '综合科科长', isOffice: false },
  { id: 'sandbox:member-12', name: '陈立', title: '综合科副科长', isOffice: false },
  { id: 'sandbox:member-13', name: '林小雨', title: '综合科科员', isOffice: false },
  { id: 'sandbox:member-14', name: '吴强', title: '综合科科员、石桥镇驻村联络员', isOffice: false },
  { id: 'sandbox:member-15', name: '何建国', title: '局长', isOffice: false },
  { id: 'sandbox:member-16', name: '方远', title: '信息工程系借调人员', isOffice: false },
  { id: 'sandbox:member-17', name: '孙浩', title: '软件公司驻场工程师（外部）', isOffice: false },
  { id: 'sandbox:member-21', name: '韩梅', title: '系主任', isOffice: false },
  { id: 'sandbox:member-22', name: '钱晓东', title: '系办公室秘书', isOffice: false },
  { id: 'sandbox:member-23', name: '罗敏', title: '教授', isOffice: false },
  { id: 'sandbox:member-24', name: '丁一凡', title: '辅导员', isOffice: false },
  { id: 'sandbox:member-25', name: '宋佳', title: '实验员', isOffice: false },
  { id: 'sandbox:member-31', name: '高志远', title: '镇长', isOffice: false },
  { id: 'sandbox:member-32', name: '冯丽', title: '党政办主任', isOffice: false },
  { id: 'sandbox:member-33', name: '洪涛', title: '党政办干事', isOffice: false },
  { id: 'sandbox:member-34', name: '陶勇', title: '民政办负责人', isOffice: false },
  { id: 'sandbox:member-35', name: '石秀兰', title: '石桥村党支部书记', isOffice: false },
  { id: 'sandbox:member-36', name: '马军', title: '施工队联系人（外部）', isOffice: false },
];

const groups: readonly NewGroup[] = [
  {
    id: 'sandbox:group-office',
    name: '青禾县发改局综合科工作群（演示）',
    kind: '机关科室',
    retracts: true,
    sees: 'every-post',
    recallWindow: 2,
    ownerRecalls: true,
    members: [
      { id: 'sandbox:member-11', role: 'owner' },
      { id: 'sandbox:member-12', role: 'admin' },
      { id: 'sandbox:member-13', role: 'member' },
      { id: 'sandbox:member-14', role: 'member' },
      { id: 'sandbox:member-15', role: 'member' },
      { id: 'sandbox:member-16', role: 'member' },
      { id: 'sandbox:member-17', role: 'outsider' },
    ],
  },
  {
    id: 'sandbox:group-college',
    name: '青禾学院信息工程系教职工群（演示）',
    kind: '高校院系',
    retracts: false,
    sees: 'every-post',
    recallWindow: 1440,
    ownerRecalls: true,
    members: [
      { id: 'sandbox:member-21', role: 'owner' },
      { id: 'sandbox:member-22', role: 'admin' },
      { id: 'sandbox:member-23', role: 'member' },
      { id: 'sandbox:member-24', role: 'member' },
      { id: 'sandbox:member-25', role: 'member' },
      { id: 'sandbox:member-16', role: 'member' },
    ],
  },
  {
    id: 'sandbox:group-town',
    name: '青禾县石桥镇工作群（演示）',
    kind: '乡镇政府',
    retracts: false,
    sees: 'every-post',
    recallWindow: null,
    ownerRecalls: false,
    members: [
      { id: 'sandbox:member-31', role: 'owner' },
      { id: 'sandbox:member-32', role: 'admin' },
      { id: 'sandbox:member-33', role: 'member' },
      { id: 'sandbox:member-34', role: 'member' },
      { id: 'sandbox:member-35', role: 'member' },
      { id: 'sandbox:member-14', role: 'member' },
      { id: 'sandbox:member-36', role: 'outsider' },
    ],
  },
];

const departments: readonly (readonly [name: string, ids: readonly number[]])[] = [
  ['保密办', [1, 2]],
  ['县委办', [3]],
  ['发改局综合科', [11, 12, 13, 14]],
  ['发改局领导', [15]],
  ['信息工程系', [21, 22, 23, 24, 25]],
  ['石桥镇政府', [31, 32, 33, 34, 35]],
];

/** Of the seeded people who belong to the unit. */
export function departmentsOf(id: MemberId): readonly string[] {
  return departments.flatMap(([name, ids]) => (ids.some((one) => id === `sandbox:member-${one}`) ? [name] : []));
}

/** Fills an empty register; inside `base.write`. */
export function plant(register: Pick<Register, 'addGroup' | 'addPersona'>): void {
  for (const persona of personas) register.addPersona(persona);
  for (const group of groups) register.addGroup(group);
}

export interface SandboxUnit extends Omit<Unit, 'roster' | 'heads' | 'template' | 'evidence' | 'unsealing'> {
  /** Duty, second contact, named leader, in this order. */
  readonly contacts: readonly { readonly member: MemberId; readonly name: string; readonly title: string }[];
  readonly heads: readonly { readonly member: MemberId; readonly name: string }[];
}

/** What /setup would ask of a real unit, for the seeded one. */
export function sandboxUnit(): SandboxUnit {
  return {
    name: '青禾县（演示单位）',
    office: '县委保密办（演示）',
    officePhone: '0000-0000101（演示）',
    dutyPhone: '0000-0000102（演示）',
    cipherRoom: '县委机要室（演示）',
    cipherPhone: '0000-0000103（演示）',
    pickupPlace: '县委办公楼 2 楼机要室（演示）',
    upperPhone: '0000-0000104（演示）',
    officeHours: [8.5, 18],
    contacts: personas.filter((one) => one.isOffice).map(({ id, name, title }) => ({ member: id, name, title })),
    heads: [
      { member: 'sandbox:member-15', name: '何建国' },
      { member: 'sandbox:member-31', name: '高志远' },
    ],
  };
}
