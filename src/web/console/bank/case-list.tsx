import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankLine } from '#model/bank.ts';
import type { BankListWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { tagsOf } from '#web/console/bank/words.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { goTo } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import '#web/console/bank/bank.css';

const views = [
  ['all', '全部', () => true],
  ['waiting', '待批准', ({ unfinished }) => unfinished?.state === 'waiting'],
  ['draft', '草稿', ({ unfinished }) => unfinished?.state === 'draft'],
  ['own', '本单位写的、改过的', ({ source }) => source !== 'shipped'],
  ['retired', '已停用', ({ standing }) => standing === 'retired'],
] as const satisfies readonly (readonly [id: string, label: string, isIn: (line: BankLine) => boolean])[];
type View = (typeof views)[number][0];

/** The leak cases items are drawn from, shipped and the unit's own. */
export function QuizCases() {
  const { role } = useSeat().session.account;
  const [loaded, reload] = useLoaded<BankListWire>(`${api}/quiz/bank/case`);
  const [view, setView] = useState(() => viewOf(new URLSearchParams(location.search).get('view')));
  const [find, setFind] = useState('');
  const mayWrite = role === 'admin' || role === 'reviewer';
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ lines }) => {
        const isSought = ({ title, work }: BankLine) => [title, work].some((text) => text.includes(find.trim()));
        const isShown = views.find(([id]) => id === view)?.[2] ?? (() => true);
        const shown = lines.filter((line) => isShown(line) && isSought(line));
        return (
          <>
            <div className="quiz-filters">
              <Choice
                aria-label="显示"
                value={view}
                options={views.map(([id, label, isIn]) => [id, `${label}（${lines.filter(isIn).length}）`])}
                onChange={(chosen) => setView(viewOf(chosen))}
              />
              <SearchInput label="查找案例" placeholder="案例标题、编号" sought={find} onChange={setFind} />
              {mayWrite && (
                <Button tag="button" theme="primary" onClick={() => goTo({ page: 'quiz', id: 'case/new' })}>
                  新案例
                </Button>
              )}
            </div>
            <p className="muted" role="status">
              共 {shown.length} 个案例。题目都出自案例，答题后会看到案例的三行。
            </p>
            {shown.length === 0 ? (
              <Nothing says="没有这样的案例" />
            ) : (
              <ul className="bare panel bank-list">
                {shown.map((line) => (
                  <li key={line.work}>
                    <PlaceLink to={{ page: 'quiz', id: `case/${line.work}` }}>{line.title}</PlaceLink>
                    <span className="tags">
                      {tagsOf(line).map(([words, tone]) => (
                        <ToneTag key={words} tone={tone}>
                          {words}
                        </ToneTag>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </>
        );
      }}
    </LoadedView>
  );
}

function viewOf(chosen: string | null): View {
  return views.find(([id]) => id === chosen)?.[0] ?? 'all';
}
