import { useState } from 'react';
import type { LearningWire, LeaveWire } from '#model/quiz-wire.ts';
import { call } from '#web/kit/http.ts';
import { dayOf } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useNow } from '#web/kit/use-now.ts';
import { learningPath } from '#web/quiz/place.ts';

/** Whether he is asked now, and how he takes leave: nobody asks why. */
export function Rest({ rest, onChange }: { readonly rest: LearningWire['rest']; readonly onChange: () => void }) {
  const [until, setUntil] = useState('');
  const [isSending, setIsSending] = useState(false);
  const now = useNow(60_000);
  const send = (path: string, body: LeaveWire | object, done: string) => {
    setIsSending(true);
    call(`${learningPath}/${path}`, { body })
      .then(() => toast(done), toastProblem)
      .finally(() => {
        setIsSending(false);
        onChange();
      });
  };
  return (
    <section className="panel">
      <h2>请假</h2>
      {rest?.why === 'newcomer' && rest.until !== null && (
        <p>您刚入群，第一周不出题，{dayOf(rest.until, now)}起再发给您。</p>
      )}
      {rest?.why === 'opted-out' && <p>您不在小题的名单里，不会收到小题。要参加，请联系保密办。</p>}
      {rest?.why === 'leave' && rest.until !== null ? (
        <>
          <p>请假中，到 {dayOf(rest.until - 1, now)} 为止不发小题，也不算漏答。</p>
          <button
            type="button"
            className="btn own-paper"
            disabled={isSending}
            onClick={() => send('back', {}, '欢迎回来。')}
          >
            提前销假
          </button>
        </>
      ) : (
        rest?.why !== 'opted-out' && (
          <form
            className="own-leave"
            onSubmit={(event) => {
              event.preventDefault();
              send('leave', { until }, '已登记，期间不发小题。');
            }}
          >
            <label className="field">
              <span className="label">出差、休假时，到哪天为止不发小题（含当日）</span>
              <input
                className="input"
                type="date"
                required
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            </label>
            <button type="submit" className="btn" disabled={isSending || until === ''}>
              请假
            </button>
          </form>
        )
      )}
    </section>
  );
}
