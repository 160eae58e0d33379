import type { Learning } from '#model/learning.ts';
import { certificate } from '#learning/certificate.ts';
import { quizFigures } from '#learning/figures.ts';
import { hourBook, hourReport, hourRule, setHourRule } from '#learning/hours.ts';
import { itemReports, judgeItem } from '#learning/items.ts';
import { ownLearning } from '#learning/own.ts';
import type { LearningParts } from '#learning/parts.ts';
import { quizStandings } from '#learning/standings.ts';
import { openScene } from '#learning/scene.ts';
import { figuresReport } from '#learning/report.ts';

/** What has been learnt, for the member himself and for the office. */
export function createLearning(parts: LearningParts): Learning {
  const figured = { ...parts, scene: openScene(parts) };
  return {
    own: (person, year) => ownLearning(parts, person, year),
    certificate: (person, year) => certificate(parts, person, year),
    standings: (people) => quizStandings(parts, people),
    items: () => itemReports(figured),
    figures: (span) => quizFigures(figured, span),
    report: (span) => figuresReport(figured, span),
    hours: (year) => hourReport(parts, year),
    book: (span, actor) => hourBook(parts, span, actor),
    rule: () => hourRule(parts),
    setRule: (rule, actor) => setHourRule(parts, rule, actor),
    judge: (item, answer, account) => judgeItem(parts, item, { answer, account }),
  };
}
