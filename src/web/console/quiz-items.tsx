import { useState } from 'react';
import type { ItemReport } from '#model/learning.ts';
import type { ItemFlag } from '#model/quiz-figures.ts';
import type { QuizItemsWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { doubtWords, QuizJudge } from '#web/console/quiz-judge.tsx';
import { QuizPreview } from '#web/console/quiz-preview.tsx';
import { useSeat } from '#web/console/seat.ts';

const flags: Readonly<Record<ItemFlag, string>> = {
  'too-hard': '太难',
  'too-easy': '太容易',
  'discriminates-badly': '区分不开',
  contested: '有异议',
};
const views = [
  ['all', '全部'],
  ['doubted', '有待答复的异议'],
  ['flagged', '需要看一看'],
  ['unchecked', '未经核对'],
] as const;
type View = (typeof views)[number][0];

/** The bank with what came of asking each item, and the doubts that wait for an answer. */
export function QuizItems() {
  const [loaded, reload] = useLoaded<QuizItemsWire>(`${api}/quiz/items`);
  const [view, setView] = useState<View>('all');
  const [find, setFind] = useState('');
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ items }) => {
        const shown = items.filter((report) => isIn(report, view) && has(report, find.trim()));
        return (
          <>
            <div className="quiz-filters">
              <select
                className="input"
                aria-label="显示"
                value={view}
                onChange={(event) => setView(views.find(([id]) => id === event.target.value)?.[0] ?? 'all')}
              >
                {views.map(([id, label]) => (
                  <option key={id} value={id}>
                    {label}（{items.filter((report) => isIn(report, id)).length}）
                  </option>
                ))}
              </select>
              <input
                className="input"
                type="search"
                aria-label="查找题目"
                placeholder="题干、案例、类别、题号"
                value={find}
                onChange={(event) => setFind(event.target.value)}
              />
            </div>
            <p className="muted" role="status">
              共 {shown.length} 题。答对率满 5 人显示；区分度满 30 人计算，是答对与否和其他题得分的相关系数。
            </p>
            {shown.length === 0 && <div className="panel empty">没有这样的题目。</div>}
            {shown.map((report) => (
              <Item key={report.item.id} report={report} onChange={reload} />
            ))}
          </>
        );
      }}
    </LoadedView>
  );
}

function isIn({ figures, doubts, item }: ItemReport, view: View): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'doubted':
      return doubts.length > 0;
    case 'flagged':
      return figures.flags.length > 0;
    case 'unchecked':
      return item.checked === null;
  }
}

function has({ item, title, caseTitle }: ItemReport, find: string): boolean {
  return [item.id, item.stem, title, caseTitle].some((text) => text.includes(find));
}

function Item({ report, onChange }: { readonly report: ItemReport; readonly onChange: () => void }) {
  const { item, title, figures, doubts } = report;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="panel quiz-item" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <span className="quiz-stem">{item.stem}</span>
        <span className="chips">
          <span className="tag">{title}</span>
          <span className="tag">{figures.answers} 人答</span>
          {figures.facility !== null && <span className="tag">答对 {Math.round(figures.facility * 100)}%</span>}
          {figures.discrimination !== null && <span className="tag">区分度 {figures.discrimination.toFixed(2)}</span>}
          {figures.contests.upheld > 0 && <span className="tag bad">已停用</span>}
          {figures.flags.map((flag) => (
            <span key={flag} className="tag warn">
              {flags[flag]}
            </span>
          ))}
        </span>
      </summary>
      {isOpen && <QuizPreview report={report} />}
      {doubts.length > 0 && <Doubts report={report} onChange={onChange} />}
    </details>
  );
}

function Doubts({ report, onChange }: { readonly report: ItemReport; readonly onChange: () => void }) {
  const { session } = useSeat();
  const [isOpen, setIsOpen] = useState(false);
  const canJudge = session.account.role === 'admin' || session.account.role === 'reviewer';
  return (
    <div className="note warn">
      <p>待答复的异议：{report.doubts.map(({ why, count }) => `${doubtWords[why]} ${count} 人`).join('，')}</p>
      {canJudge && (
        <div className="row-end">
          <button type="button" className="btn small" onClick={() => setIsOpen(true)}>
            答复
          </button>
        </div>
      )}
      {isOpen && <QuizJudge report={report} onClose={() => setIsOpen(false)} onChange={onChange} />}
    </div>
  );
}
