import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankListWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { tagsOf } from '#web/console/bank/words.ts';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { goTo } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import '#web/console/bank/bank.css';

/** The leak cases items are drawn from, shipped and the unit's own. */
export function QuizCases() {
  const { role } = useSeat().session.account;
  const [loaded, reload] = useLoaded<BankListWire>(`${api}/quiz/bank/case`);
  const [find, setFind] = useState('');
  const mayWrite = role === 'admin' || role === 'reviewer';
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ lines }) => {
        const shown = lines.filter(({ title, work }) => [title, work].some((text) => text.includes(find.trim())));
        return (
          <>
            <div className="quiz-filters">
              <TextInput
                type="search"
                aria-label="查找案例"
                placeholder="案例标题、编号"
                value={find}
                onChange={setFind}
              />
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
              <div className="panel empty">没有这样的案例。</div>
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
