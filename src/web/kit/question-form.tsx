import { useId, useState, type FormEvent } from 'react';
import type { QuestionPage } from '#model/quiz-desk.ts';
import type { QuizAnswerWire } from '#model/quiz-wire.ts';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { asks, letterOf } from '#web/kit/question-words.ts';
import '#web/kit/question.css';

/** The choices as the browser's own radio buttons or check boxes: arrows, space and a screen reader work without our doing. */
export function QuestionForm(props: {
  readonly page: Pick<QuestionPage, 'kind' | 'stem' | 'choices' | 'isMany' | 'closesAt'>;
  readonly onAnswer: (answer: QuizAnswerWire) => Promise<void>;
  readonly onPutOff: (() => Promise<void>) | null;
  /** Under another page's heading. */
  readonly isPreview?: boolean;
}) {
  const { page, onAnswer, onPutOff, isPreview = false } = props;
  const Title = isPreview ? 'h3' : 'h1';
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [isSending, setIsSending] = useState(false);
  const now = useNow(60_000);
  const [seenAt] = useState(() => performance.now());
  const hint = useId();
  const send = (deed: () => Promise<void>) => {
    setIsSending(true);
    void deed().finally(() => setIsSending(false));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length === 0 || isSending) return;
    send(() => onAnswer({ places: chosen, ms: Math.round(performance.now() - seenAt) }));
  };
  const toggle = (place: number) =>
    setChosen((old) => {
      if (!page.isMany) return [place];
      return old.includes(place) ? old.filter((one) => one !== place) : [...old, place];
    });
  return (
    <form className="panel quiz" onSubmit={submit}>
      <fieldset aria-describedby={hint}>
        <legend>
          <Title>{page.stem}</Title>
        </legend>
        <p id={hint} className="faint">
          {asks[page.kind]}
          {page.closesAt !== null && ` · ${dayTime(page.closesAt, now)} 截止`}
        </p>
        <div className={page.kind === 'true-false' ? 'asked-choices halves-2' : 'asked-choices'}>
          {page.choices.map((choice, place) => (
            <label key={place} className={chosen.includes(place) ? 'asked-choice on' : 'asked-choice'}>
              <input
                type={page.isMany ? 'checkbox' : 'radio'}
                name="choice"
                checked={chosen.includes(place)}
                onChange={() => toggle(place)}
              />
              <span className="choice-mark" aria-hidden="true">
                {letterOf(page.kind, place)}
              </span>
              <span>{choice}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className="btn primary big" disabled={chosen.length === 0 || isSending}>
        提交
      </button>
      {onPutOff && (
        <button type="button" className="btn quiet quiz-later" disabled={isSending} onClick={() => send(onPutOff)}>
          稍后再答
        </button>
      )}
      <p className="faint quiz-note">答案只有您自己看得到，不排名、不点名。</p>
    </form>
  );
}
