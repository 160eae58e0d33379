import { useState } from 'react';
import type { GroupsWire } from '#model/console-wire.ts';
import type { Participation, QuizFigures, ReOffence } from '#model/quiz-figures.ts';
import type { QuizFiguresWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
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
        <a className="btn" href={`${api}/quiz/report?${query}`} download>
          下载报告（PDF）
        </a>
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
    return <div className="panel empty">这个群不足 5 人，或者单独显示会让人看出不足 5 人的群，已并入全单位统计。</div>;
  if (whole.rounds === 0 && figures.mastery.length === 0)
    return <div className="panel empty">这个期间还没有开过小题。</div>;
  return (
    <>
      <dl className="panel quiz-whole">
        <Figure label="期数" says={String(whole.rounds)} />
        <Figure label="参与率" says={percent(whole.answered, whole.asked)} />
        <Figure label="答对率" says={percent(whole.right, whole.answered)} />
        <Figure label="人数" says={String(figures.people)} />
      </dl>
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
      <div className="table-wrap">
        <table className="table">
          <thead>
            <tr>
              {['是否作答', '案件', '人数', `其后 ${followDays} 天再犯同类`].map((title, at) => (
                <th key={at} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <SideRow name={`${landmarkDays} 天内答了`} side={answered} />
            <SideRow name="没有答" side={unanswered} />
          </tbody>
        </table>
      </div>
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

function SideRow({ name, side }: { readonly name: string; readonly side: ReOffence['answered'] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label="案件">{side === null ? '不足 5 人，不显示' : side.violations}</td>
      <td data-label="人数">{side === null ? '—' : side.people}</td>
      <td data-label="再犯">
        {side === null
          ? '—'
          : side.again === null
            ? '少于 5 件'
            : `${side.again} 件（${percent(side.again, side.violations)}）`}
      </td>
    </tr>
  );
}

function Figure({ label, says }: { readonly label: string; readonly says: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{says}</dd>
    </div>
  );
}

function percent(hits: number, of: number): string {
  const share = shareOf(hits, of);
  return share === null ? '—' : `${Math.round(share * 100)}%`;
}
