import { useId, useState } from 'react';
import type { SandboxCard } from '#model/sandbox-wire.ts';
import '#web/kit/card.css';

/** The options of a question: one is pressed, or several are ticked and sent. Nobody sees what another chose. */
export function QuestionChoices(props: {
  readonly question: NonNullable<SandboxCard['question']>;
  /** `choose/AC` once this person has answered. */
  readonly pressed: string | null;
  readonly isSending: boolean;
  readonly onPress: (action: string) => void;
}) {
  const { question, pressed, isSending, onPress } = props;
  const chosen = pressed?.startsWith('choose/') ? pressed.slice('choose/'.length) : '';
  const isDone = pressed !== null;
  return (
    <>
      {question.note !== undefined && <p className="faint">{question.note}</p>}
      <p className="question-text">{question.text}</p>
      {question.many ? (
        <Many key={pressed} options={question.options} chosen={chosen} isDone={isDone || isSending} onPress={onPress} />
      ) : (
        <div className="question-options" role="group" aria-label="选项">
          {question.options.map((option, place) => (
            <button
              key={place}
              type="button"
              className="question-option"
              disabled={isDone || isSending}
              aria-pressed={chosen.includes(letterOf(place))}
              onClick={() => onPress(`choose/${letterOf(place)}`)}
            >
              <b>{letterOf(place)}</b>
              <span>{option}</span>
            </button>
          ))}
        </div>
      )}
      {chosen !== '' && <p className="faint">已作答 {chosen}，解析已私下发给您。</p>}
    </>
  );
}

function Many(props: {
  readonly options: readonly string[];
  readonly chosen: string;
  readonly isDone: boolean;
  readonly onPress: (action: string) => void;
}) {
  const [ticked, setTicked] = useState(props.chosen);
  const name = useId();
  const letters = props.options.map((_, place) => letterOf(place));
  const toggle = (letter: string) =>
    setTicked((before) =>
      letters.filter((one) => (one === letter ? !before.includes(one) : before.includes(one))).join(''),
    );
  return (
    <>
      <div className="question-options" role="group" aria-label="选项，可选多项">
        {props.options.map((option, place) => (
          <label key={place} className="question-option">
            <input
              type="checkbox"
              name={name}
              disabled={props.isDone}
              checked={ticked.includes(letterOf(place))}
              onChange={() => toggle(letterOf(place))}
            />
            <b>{letterOf(place)}</b>
            <span>{option}</span>
          </label>
        ))}
      </div>
      <div className="card-buttons">
        <button
          type="button"
          className="btn small primary"
          disabled={props.isDone || ticked === ''}
          onClick={() => props.onPress(`choose/${ticked}`)}
        >
          提交
        </button>
      </div>
    </>
  );
}

function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}
