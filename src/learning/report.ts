import type { LearningSpan } from '#model/learning.ts';
import type { Block, Paper } from '#model/paper.ts';
import type { Participation, QuizFigures, ReOffence } from '#model/quiz-figures.ts';
import { quizFigures, type FigureParts } from '#learning/figures.ts';
import { dayWords, titleOf, type LearningParts } from '#learning/parts.ts';

/** The statistics as a document with charts, for the meeting and for the inspector. */
export async function figuresReport(parts: FigureParts, span: LearningSpan): Promise<Paper> {
  const { store, clock, tz } = parts;
  const [figures, unit, groups] = await Promise.all([quizFigures(parts, span), store.unit(), store.groups.list()]);
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const office = unit ? `${unit.name}${unit.office}` : '保密办';
  const of = span.group === null ? '全单位' : (names.get(span.group) ?? span.group);
  return {
    title: '每周一题 学习情况',
    author: office,
    madeAt: clock(),
    layout: 'portrait',
    watermark: '内部资料 请勿外传',
    footer: `${office}　${dayWords(clock(), tz)}`,
    isFramed: false,
    blocks: [
      { is: 'heading', level: 1, text: '每周一题 学习情况' },
      {
        is: 'facts',
        lines: [
          ['范围', of],
          ['期间', `${dayWords(span.from, tz)}至${dayWords(span.before - 1, tz)}`],
          ['人数', `${figures.people} 人`],
        ],
      },
      { is: 'paragraph', text: '不足5人的细项已合并。本页可能属于工作秘密，请勿转发。', tone: 'faint' },
      ...(figures.isMerged ? [merged] : []),
      ...(figures.isMerged ? [] : participationBlocks(figures, names)),
      ...(figures.isMerged ? [] : masteryBlocks(parts, figures)),
      ...(figures.isMerged ? [] : effectBlocks(figures)),
    ],
  };
}

const merged: Block = {
  is: 'paragraph',
  text: '这个群不足 5 人，或者单独显示会让人看出不足 5 人的群，已并入全单位统计。',
};

function participationBlocks(figures: QuizFigures, names: ReadonlyMap<string, string>): readonly Block[] {
  const { whole, groups, months } = figures;
  return [
    { is: 'heading', level: 2, text: '一、参与' },
    {
      is: 'paragraph',
      text: `共 ${whole.rounds} 期，应答 ${whole.asked} 人次，作答 ${whole.answered} 人次（${percent(whole.answered, whole.asked)}），答对 ${percent(whole.right, whole.answered)}。`,
    },
    {
      is: 'chart',
      chart: {
        kind: 'lines',
        title: '各月参与率和答对率',
        labels: months.map(({ name }) => name ?? '合并'),
        series: [
          { name: '参与率', values: months.map((cell) => rounded(cell.answered, cell.asked)) },
          { name: '答对率', values: months.map((cell) => rounded(cell.right, cell.answered)) },
        ],
        unit: '%',
        most: 100,
      },
    },
    {
      is: 'table',
      columns: [
        { title: '群', width: 4 },
        { title: '期数', width: 1, align: 'right' },
        { title: '应答', width: 1, align: 'right' },
        { title: '作答', width: 1, align: 'right' },
        { title: '参与率', width: 1.2, align: 'right' },
        { title: '答对率', width: 1.2, align: 'right' },
      ],
      rows: groups.map((cell) =>
        rowOf(cell.name === null ? '其他（合并）' : (names.get(cell.name) ?? cell.name), cell),
      ),
    },
  ];
}

function masteryBlocks(parts: LearningParts, { mastery }: QuizFigures): readonly Block[] {
  if (mastery.length === 0)
    return [
      { is: 'heading', level: 2, text: '二、掌握程度' },
      { is: 'paragraph', text: '答过题的人还不足 5 人，不作统计。' },
    ];
  return [
    { is: 'heading', level: 2, text: '二、掌握程度' },
    {
      is: 'chart',
      chart: {
        kind: 'rows',
        title: '今天再问一遍，预计答对的比例（从低到高）',
        labels: mastery.map(({ category }) => titleOf(parts, category)),
        series: [
          {
            name: '预计答对',
            values: mastery.map(({ chance }) => (chance === null ? null : Math.round(chance * 100))),
          },
        ],
        unit: '%',
        most: 100,
      },
    },
    { is: 'paragraph', text: '由间隔重复模型（FSRS）按各人作答推算，不是考试成绩。', tone: 'faint' },
  ];
}

function effectBlocks({ incidence, reOffence }: QuizFigures): readonly Block[] {
  return [
    { is: 'heading', level: 2, text: '三、有没有用' },
    {
      is: 'paragraph',
      text: incidence
        ? `首次答同类小题之前：${incidence.before.violations} 次（按人和类别计 ${incidence.before.personDays} 天）；之后：${incidence.after.violations} 次（${incidence.after.personDays} 天）。没有对照组，其他原因也会使次数变化。`
        : '期间首次答题的不足 5 人，前后不作比较。',
    },
    ...reOffenceLines(reOffence).map((text): Block => ({ is: 'paragraph', text })),
  ];
}

/** What can be said, and no more. */
function reOffenceLines({
  answered,
  unanswered,
  compared,
  p,
  waiting,
  landmarkDays,
  followDays,
}: ReOffence): readonly string[] {
  const side = (name: string, it: ReOffence['answered']): string =>
    it === null
      ? `${name}：不足 5 人，不显示。`
      : `${name}：${it.violations} 件（${it.people} 人），再犯${it.again === null ? '少于 5 件' : ` ${it.again} 件`}。`;
  const says = {
    'too-few': '人数太少，不能比较。',
    'not-shown': '两组差别可能只是偶然，不能说明同类小题有用或没用。',
    fewer: '答过同类小题的再犯较少。是否答题由本人决定，差别不等于原因。',
    more: '答过同类小题的再犯反而较多。是否答题由本人决定，差别不等于原因。',
  }[compared];
  return [
    `违规后 ${landmarkDays} 天内是否答了同类小题，其后 ${followDays} 天是否再犯同类：`,
    side('答了的', answered),
    side('没答的', unanswered),
    `${says}${p === null ? '' : `（费希尔精确检验 p = ${p.toFixed(2)}）`}另有 ${waiting} 件观察期未满。`,
  ];
}

function rowOf(name: string, cell: Participation): readonly string[] {
  const { rounds, asked, answered, right } = cell;
  return [name, String(rounds), String(asked), String(answered), percent(answered, asked), percent(right, answered)];
}

function rounded(hits: number, of: number): number | null {
  return of === 0 ? null : Math.round((hits / of) * 100);
}

function percent(hits: number, of: number): string {
  return of === 0 ? '—' : `${Math.round((hits / of) * 100)}%`;
}
