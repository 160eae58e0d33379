import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupsWire } from '#model/console-wire.ts';
import type { Participation, QuizFigures, ReOffence } from '#model/quiz-figures.ts';
import type { QuizFiguresWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Figures as WholeFigures, type Figure } from '#web/console/kit/figures.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Bars, shareOf } from '#web/console/quiz-bars.tsx';
import { GroupSelect, SpanSelect } from '#web/console/quiz-selects.tsx';
import { spanQuery, type SpanName } from '#web/console/quiz-span.ts';

/** Statistics of a span, of one group or of everybody; the same as PDF. */
export function QuizFiguresView() {
  const [now] = useState(() => Date.now());
  const [groups] = useLoaded<GroupsWire>(`${api}/groups`);
  const [span, setSpan] = useState<SpanName>('quarter');
  const [group, setGroup] = useState('');
  const query = spanQuery(span, group, now);
  const [loaded, reload] = useLoaded<QuizFiguresWire>(`${api}/quiz/figures?${query}`);
  return (
    <>
      <div className="quiz-filters">
        <SpanSelect label="期间" span={span} onChange={setSpan} />
        <GroupSelect label="群" groups={groups} group={group} onChange={setGroup} />
        <Button tag="a" variant="outline" href={`${api}/quiz/report?${query}`} {...{ download: '' }}>
          下载报告（PDF）
        </Button>
      </div>
      <p className="muted">只有合计，没有个人；不足 5 人的细项已合并。</p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(wire) => <Figures wire={wire} />}
      </LoadedView>
    </>
  );
}

function Figures({ wire: { figures, groups, titles } }: { readonly wire: QuizFiguresWire }) {
  const names = new Map(groups.map((each) => [each.group, each.name]));
  const { whole } = figures;
  if (figures.isMerged)
    return (
      <Nothing says="不单独显示" hint="这个群不足 5 人，或者单独显示会让人看出不足 5 人的群，已并入全单位统计。" />
    );
  if (whole.rounds === 0 && figures.mastery.length === 0) return <Nothing says="这个期间还没有开过小题" />;
  return (
    <>
      <WholeFigures
        label="合计"
        figures={[
          { title: '期数', figure: whole.rounds, unit: '期' },
          ...shareFigure('参与率', whole.answered, whole.asked),
          ...shareFigure('答对率', whole.right, whole.answered),
          { title: '人数', figure: figures.people, unit: '人' },
        ]}
      />
      <section className="panel quiz-section">
        <h2>参与</h2>
        <div className="halves">
          <Bars
            caption="各群参与率"
            head={['群', '参与率', '数目']}
            bars={figures.groups.map((cell) => barOf(cell, names))}
          />
          <Bars
            caption="各月参与率"
            head={['月', '参与率', '数目']}
            bars={figures.months.map((cell) => barOf(cell, new Map()))}
          />
        </div>
      </section>
      <section className="panel quiz-section">
        <h2>掌握程度</h2>
        {figures.mastery.length === 0 ? (
          <p className="muted">答过题的人还不足 5 人，不作统计。</p>
        ) : (
          <Bars
            caption="今天再问一遍，预计答对的比例，从低到高"
            head={['类别', '预计答对', '人数']}
            bars={figures.mastery.map(({ category, people, chance }) => ({
              name: category === null ? '其他（合并）' : (titles[category] ?? category),
              share: chance,
              says: `${people} 人学过`,
            }))}
          />
        )}
        <p className="faint">由间隔重复模型（FSRS）按各人作答推算，不是考试成绩。</p>
      </section>
      <Effect figures={figures} />
    </>
  );
}

function barOf(cell: Participation, names: ReadonlyMap<string, string>) {
  return {
    name: cell.name === null ? '其他（合并）' : (names.get(cell.name) ?? cell.name),
    share: shareOf(cell.answered, cell.asked),
    says: `${cell.answered} / ${cell.asked} 人次，答对 ${percent(cell.right, cell.answered)}`,
  };
}

const compared: Readonly<Record<ReOffence['compared'], string>> = {
  'too-few': '人数太少，不能比较。',
  'not-shown': '两组差别可能只是偶然，不能说明同类小题有用或没用。',
  fewer: '答过同类小题的再犯较少。是否答题由本人决定，差别不等于原因。',
  more: '答过同类小题的再犯反而较多。是否答题由本人决定，差别不等于原因。',
};

function Effect({ figures: { incidence, reOffence } }: { readonly figures: QuizFigures }) {
  const { answered, unanswered, early, waiting, landmarkDays, followDays, p } = reOffence;
  return (
    <section className="panel quiz-section">
      <h2>有没有用</h2>
      <h3>首次答同类小题前后的违规</h3>
      <p>
        {incidence
          ? `之前 ${incidence.before.violations} 次（按人和类别计 ${incidence.before.personDays} 天），之后 ${incidence.after.violations} 次（${incidence.after.personDays} 天），共 ${incidence.people} 人。没有对照组，其他原因也会使次数变化。`
          : '首次答题的不足 5 人，前后不作比较。'}
      </p>
      <h3>答过同类小题的和没答的，再犯的比例</h3>
      <DataTable
        label="再犯的比例"
        rows={[
          { name: `${landmarkDays} 天内答了`, side: answered },
          { name: '没有答', side: unanswered },
        ]}
        rowKey={nameOf}
        columns={sideColumns(followDays)}
      />
      <p>
        {compared[reOffence.compared]}
        {p !== null && <span className="faint">（费希尔精确检验 p = {p.toFixed(2)}）</span>}
      </p>
      <p className="faint">
        观察期未满的 {waiting} 件、{landmarkDays} 天内就再犯的 {early} 件不在其中。
      </p>
    </section>
  );
}

interface SideLine {
  readonly name: string;
  readonly side: ReOffence['answered'];
}

function nameOf({ name }: SideLine): string {
  return name;
}

function sideColumns(followDays: number): readonly Column<SideLine>[] {
  return [
    { title: '是否作答', cell: nameOf },
    { title: '案件', cell: ({ side }) => (side === null ? '不足 5 人，不显示' : side.violations) },
    { title: '人数', cell: ({ side }) => side?.people ?? '—' },
    { title: `其后 ${followDays} 天再犯同类`, cell: ({ side }) => (side === null ? '—' : againOf(side)) },
  ];
}

function againOf({ again, violations }: NonNullable<ReOffence['answered']>): string {
  return again === null ? '少于 5 件' : `${again} 件（${percent(again, violations)}）`;
}

/** Of nobody asked there is no share. */
function shareFigure(title: string, hits: number, of: number): readonly Figure[] {
  const share = shareOf(hits, of);
  return share === null ? [] : [{ title, figure: Math.round(share * 100), unit: '%' }];
}

function percent(hits: number, of: number): string {
  const share = shareOf(hits, of);
  return share === null ? '—' : `${Math.round(share * 100)}%`;
}
