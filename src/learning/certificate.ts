import type { Pseudonym } from '#model/ids.ts';
import type { Paper } from '#model/paper.ts';
import { hoursOf } from '#quiz/hours.ts';
import { hourRule } from '#learning/hours.ts';
import { dayWords, faultyItems, manyAttempts, yearSpan, type LearningParts } from '#learning/parts.ts';
import { sealOf } from '#learning/seal.ts';

/** The hours of a year as a certificate; null where none were earned. */
export async function certificate(parts: LearningParts, person: Pseudonym, year: number): Promise<Paper | null> {
  const { store, clock, tz } = parts;
  const [found, unit, rule] = await Promise.all([store.people.find(person), store.unit(), hourRule(parts)]);
  const attempts = await store.quiz.attempts({ person, ...yearSpan(year, tz), limit: manyAttempts });
  const line = hoursOf(person, year, { attempts, faulty: await faultyItems(parts), rule });
  if (!found || line.hours === 0) return null;
  const office = unit ? `${unit.name}${unit.office}` : '保密办';
  return {
    title: `${year}年度学时证明`,
    author: office,
    madeAt: clock(),
    layout: 'landscape',
    watermark: null,
    footer: null,
    isFramed: true,
    blocks: [
      { is: 'space', lines: 3.6 },
      { is: 'paragraph', text: '学 时 证 明', tone: 'strong', align: 'center', size: 34 },
      { is: 'space', lines: 1.5 },
      { is: 'paragraph', text: found.name, tone: 'strong', align: 'center', size: 26 },
      { is: 'space', lines: 0.6 },
      {
        is: 'paragraph',
        text: `${year}年度参加保密与信息发布合规每周一题，作答 ${line.answered} 题，答对 ${line.right} 题，`,
        align: 'center',
        size: 15,
      },
      { is: 'paragraph', text: `累计 ${line.hours.toFixed(1)} 学时。`, tone: 'strong', align: 'center', size: 20 },
      { is: 'space', lines: 4 },
      { is: 'paragraph', text: `${office}　　`, align: 'right', size: 14 },
      { is: 'paragraph', text: `${dayWords(clock(), tz)}　　`, align: 'right', size: 14 },
      { is: 'space', lines: 2.4 },
      {
        is: 'paragraph',
        text:
          `计算办法：答对一题 ${rule.minutesRight} 分钟，其他作答 ${rule.minutesWrong} 分钟，${rule.minutesOfHour} 分钟为 1 学时，` +
          `一年最多 ${rule.mostInYear} 学时。是否计入年度教育培训学时，由单位认定。`,
        tone: 'faint',
        align: 'center',
      },
      { is: 'paragraph', text: `核验码 ${sealOf(parts, line)}　可向保密办核对`, tone: 'faint', align: 'center' },
    ],
  };
}
