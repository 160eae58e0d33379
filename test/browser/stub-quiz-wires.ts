import type { LearningWire } from '#model/quiz-wire.ts';

const minute = 60_000;
const office = {
  unit: '青禾县（演示单位）',
  office: '县委保密办（演示）',
  officePhone: '0000-0000101',
  dutyPhone: '0000-0000102',
};

export function learning(now: number): LearningWire {
  const hours = {
    person: 'p-1',
    year: 2026,
    answered: 8,
    right: 6,
    minutes: 36,
    hours: 0.8,
    isCapped: false,
    lastAt: now,
  };
  return {
    office,
    name: '林小雨',
    hours,
    rule: { minutesRight: 5, minutesWrong: 3, minutesOfHour: 45, mostInYear: 8 },
    years: [2026],
    streak: 3,
    rest: null,
    open: [{ path: '/q/token', stem: '同事把带红头的文件拍照发到群里，您怎么办？', closesAt: now + 60 * minute }],
    known: [],
    history: [],
  };
}
