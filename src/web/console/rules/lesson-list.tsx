import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { LessonsWire, LessonTakenWire, LessonWire } from '#model/console-wire.ts';
import type { LessonTaking } from '#model/lesson.ts';
import { api } from '#web/kit/api.ts';
import { Refused } from '#web/kit/http.ts';
import { fullTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { Tick } from '#web/console/kit/tick.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { goTo } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { OwnModelPanel } from '#web/console/rules/own-model.tsx';
import { useSeat } from '#web/console/seat.ts';

/** Milliseconds between two looks at a training under way. */
const beat = 1500;

/** What reviewers have written anew from overturned cases, and the classifier that learns from it. */
export function Lessons({ onRules }: { readonly onRules: () => void }) {
  const [isBusy, setIsBusy] = useState(false);
  const [loaded, reload] = useLoaded<LessonsWire>(`${api}/lessons`, isBusy ? beat : undefined);
  const isRunning = loaded.state === 'here' && loaded.answer.model.run.state === 'running';
  if (isRunning !== isBusy) setIsBusy(isRunning);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ lessons, model }) => {
        const waiting = lessons.filter(({ state }) => state === 'proposed');
        const settle = () => {
          reload();
          onRules();
        };
        return (
          <>
            <section>
              <h2>
                待采纳的例句 <span className="muted">{waiting.length}</span>
              </h2>
              {waiting.length === 0 ? (
                <p className="muted">没有。撤销处置的案件由复核员改写后出现在这里。</p>
              ) : (
                <ul className="bare lessons">
                  {waiting.map((lesson) => (
                    <LessonBox key={lesson.case} lesson={lesson} onSettled={settle} />
                  ))}
                </ul>
              )}
            </section>
            <OwnModelPanel model={model} lessons={lessons} onChange={reload} />
          </>
        );
      }}
    </LoadedView>
  );
}

function LessonBox({ lesson, onSettled }: { readonly lesson: LessonWire; readonly onSettled: () => void }) {
  const seat = useSeat();
  const [use, setUse] = useState({ example: lesson.rule !== null, sample: true });
  const [wrong, setWrong] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const place = `/lessons/${encodeURIComponent(lesson.case)}`;
  const during = (sending: Promise<unknown>) => {
    setIsSending(true);
    setWrong(null);
    sending
      .catch((problem: unknown) =>
        problem instanceof Refused && problem.code === 'wrong' ? setWrong(problem.message) : toastProblem(problem),
      )
      .finally(() => setIsSending(false));
  };
  const take = (example: LessonTaking['example']) =>
    during(
      seat.send<LessonTakenWire>(`${place}/take`, { example, sample: use.sample }).then(({ stage }) => {
        toast(stage === 'draft' ? '已加入草稿，记入台账。' : '已采纳，记入台账。');
        if (example === 'draft' && lesson.rule !== null) goTo({ page: 'rules', id: `rule/${lesson.rule}` });
        else onSettled();
      }),
    );
  const drop = () =>
    during(
      seat.send(`${place}/drop`, {}).then(() => {
        toast('没有采纳，记入台账。');
        onSettled();
      }),
    );
  return (
    <li className="panel case-box">
      <blockquote className="lesson-text">{lesson.text}</blockquote>
      <p className="muted">
        {lesson.ruleTitle === null ? '只是分类器认错' : `被“${lesson.ruleTitle}”认错`} · 案件{' '}
        <PlaceLink to={{ page: 'cases', id: lesson.case }}>{lesson.case}</PlaceLink> · {lesson.by}改写于{' '}
        {fullTime(lesson.at)}
      </p>
      {seat.session.account.role === 'admin' && (
        <>
          <fieldset className="lesson-uses">
            <legend className="sr-only">用作</legend>
            {lesson.rule !== null && (
              <Tick
                label="这条规则应当放过的例句"
                isOn={use.example}
                onChange={(example) => setUse({ ...use, example })}
              />
            )}
            <Tick label="本单位分类器的样本" isOn={use.sample} onChange={(sample) => setUse({ ...use, sample })} />
          </fieldset>
          {wrong !== null && (
            <Notice tone="bad" role="alert">
              <p>{wrong}</p>
              <p>可以把例句放进草稿去改规则，也可以去掉勾选、只作分类器的样本。</p>
            </Notice>
          )}
          <div className="case-buttons">
            <Button
              tag="button"
              theme="primary"
              disabled={isSending || (!use.example && !use.sample)}
              onClick={() => take(use.example ? 'publish' : 'none')}
            >
              采纳
            </Button>
            {wrong !== null && (
              <Button tag="button" variant="outline" disabled={isSending} onClick={() => take('draft')}>
                放进草稿，去改规则
              </Button>
            )}
            <Button tag="button" variant="outline" disabled={isSending} onClick={drop}>
              不采纳
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
