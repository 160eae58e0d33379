import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankLine } from '#model/bank.ts';
import type { ItemReport } from '#model/learning.ts';
import type { ItemFlag } from '#model/quiz-figures.ts';
import type { QuizItemsWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { tagsOf } from '#web/console/bank/words.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { goTo } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { doubtWords, QuizJudge } from '#web/console/quiz-judge.tsx';
import { QuizPreview } from '#web/console/quiz-preview.tsx';
import { useSeat } from '#web/console/seat.ts';
import '#web/console/bank/bank.css';

const flags: Readonly<Record<ItemFlag, string>> = {
  'too-hard': '太难',
  'too-easy': '太容易',
  'discriminates-badly': '区分不开',
  contested: '有异议',
};

/** A work with what came of asking it; no report where nobody is asked it now. */
interface Row {
  readonly line: BankLine;
  readonly report: ItemReport | null;
  /** Doubts about a version that is asked no more still wait. */
  readonly older: readonly ItemReport[];
}

const views = [
  ['all', '全部', () => true],
  ['waiting', '待批准', ({ line }) => line.unfinished?.state === 'waiting'],
  ['draft', '草稿', ({ line }) => line.unfinished?.state === 'draft'],
  ['doubted', '有待答复的异议', (row) => reportsOf(row).some(({ doubts }) => doubts.length > 0)],
  ['flagged', '需要看一看', ({ report }) => (report?.figures.flags.length ?? 0) > 0],
  ['unchecked', '未经核对', ({ report }) => report?.item.checked === null],
  ['own', '本单位写的、改过的', ({ line }) => line.source !== 'shipped'],
  ['retired', '已停用', ({ line }) => line.standing === 'retired'],
] as const satisfies readonly (readonly [id: string, label: string, isIn: (row: Row) => boolean])[];
type View = (typeof views)[number][0];

/** The bank with what came of asking each item, the doubts that wait for an answer, and the way to write. */
export function QuizItems() {
  const { role } = useSeat().session.account;
  const [loaded, reload] = useLoaded<QuizItemsWire>(`${api}/quiz/items`);
  const [view, setView] = useState<View>(() => viewOf(new URLSearchParams(location.search).get('view')));
  const [find, setFind] = useState('');
  const mayWrite = role === 'admin' || role === 'reviewer';
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {(wire) => {
        const rows = rowsOf(wire);
        const shown = rows.filter((row) => isIn(row, view) && has(row, find.trim()));
        return (
          <>
            <div className="quiz-filters">
              <Choice
                aria-label="显示"
                value={view}
                options={views.map(([id, label]) => [id, `${label}（${rows.filter((row) => isIn(row, id)).length}）`])}
                onChange={(chosen) => setView(viewOf(chosen))}
              />
              <SearchInput label="查找题目" placeholder="题干、案例、类别、题号" sought={find} onChange={setFind} />
              {mayWrite && (
                <Button tag="button" theme="primary" onClick={() => goTo({ page: 'quiz', id: 'item/new' })}>
                  新题
                </Button>
              )}
            </div>
            <p className="muted" role="status">
              共 {shown.length} 题。答对率满 5 人显示；区分度满 30 人计算，是答对与否和其他题得分的相关系数。
            </p>
            {shown.length === 0 && <Nothing says="没有这样的题目" />}
            <div className="bank-items">
              {shown.map((row) => (
                <Item key={row.line.work} row={row} mayWrite={mayWrite} onChange={reload} />
              ))}
            </div>
          </>
        );
      }}
    </LoadedView>
  );
}

function viewOf(chosen: string | null): View {
  return views.find(([id]) => id === chosen)?.[0] ?? 'all';
}

function rowsOf({ items, works }: QuizItemsWire): readonly Row[] {
  return works.map((line) => {
    const own = items.filter(({ item }) => item.id.split('@', 1)[0] === line.work);
    const report = own.find(({ item }) => item.id === line.asked) ?? null;
    return { line, report, older: own.filter((one) => one !== report) };
  });
}

function reportsOf({ report, older }: Row): readonly ItemReport[] {
  return report ? [report, ...older] : older;
}

function isIn(row: Row, view: View): boolean {
  return views.find(([id]) => id === view)?.[2](row) ?? true;
}

function has({ line, report }: Row, find: string): boolean {
  const texts = [line.work, line.title, report?.item.stem, report?.title, report?.caseTitle];
  return texts.some((text) => text?.includes(find));
}

function Item(props: { readonly row: Row; readonly mayWrite: boolean; readonly onChange: () => void }) {
  const { line, report, older } = props.row;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="panel quiz-item" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <span className="quiz-stem">{report?.item.stem ?? line.title}</span>
        <span className="chips">
          {tagsOf(line).map(([words, tone]) => (
            <ToneTag key={words} tone={tone}>
              {words}
            </ToneTag>
          ))}
          {report && <Figures report={report} />}
        </span>
      </summary>
      {isOpen && (
        <>
          {report && <QuizPreview report={report} />}
          <p className="quiz-open">
            <PlaceLink to={{ page: 'quiz', id: `item/${line.work}` }}>
              {props.mayWrite ? '打开、修改、停用' : '打开'} ›
            </PlaceLink>
          </p>
        </>
      )}
      {[...(report ? [report] : []), ...older].map(
        (one) => one.doubts.length > 0 && <Doubts key={one.item.id} report={one} onChange={props.onChange} />,
      )}
    </details>
  );
}

function Figures({ report: { title, figures } }: { readonly report: ItemReport }) {
  return (
    <>
      <ToneTag>{title}</ToneTag>
      <ToneTag>{figures.answers} 人答</ToneTag>
      {figures.facility !== null && <ToneTag>答对 {Math.round(figures.facility * 100)}%</ToneTag>}
      {figures.discrimination !== null && <ToneTag>区分度 {figures.discrimination.toFixed(2)}</ToneTag>}
      {figures.contests.upheld > 0 && <ToneTag tone="bad">异议成立，不再出</ToneTag>}
      {figures.flags.map((flag) => (
        <ToneTag key={flag} tone="warn">
          {flags[flag]}
        </ToneTag>
      ))}
    </>
  );
}

function Doubts({ report, onChange }: { readonly report: ItemReport; readonly onChange: () => void }) {
  const { session } = useSeat();
  const [isOpen, setIsOpen] = useState(false);
  const canJudge = session.account.role === 'admin' || session.account.role === 'reviewer';
  return (
    <div className="quiz-doubts">
      <Notice tone="warn">
        <span className="tags">
          待答复的异议：{report.doubts.map(({ why, count }) => `${doubtWords[why]} ${count} 人`).join('，')}
          {canJudge && (
            <Button tag="button" variant="outline" size="small" onClick={() => setIsOpen(true)}>
              答复
            </Button>
          )}
        </span>
      </Notice>
      {isOpen && <QuizJudge report={report} onClose={() => setIsOpen(false)} onChange={onChange} />}
    </div>
  );
}
