import { useState } from 'react';
import type { SandboxCard } from '#model/sandbox-wire.ts';
import { QuestionChoices } from '#web/kit/question-choices.tsx';
import { toastProblem } from '#web/kit/toast.tsx';
import { deeds } from '#web/sandbox/deeds.ts';

/** A message of the bot with its buttons; once one is pressed the others are dead for this person. */
export function BotCard({ card, id, me }: { readonly card: SandboxCard; readonly id: string; readonly me: string }) {
  const [isSending, setIsSending] = useState(false);
  const pressed = card.presses.find((press) => press.member === me)?.action ?? null;
  const press = (action: string) => {
    setIsSending(true);
    deeds
      .press({ as: me, card: id, action })
      .catch(toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <article className="card">
      <h3>{card.title}</h3>
      {card.question ? (
        <QuestionChoices question={card.question} pressed={pressed} isSending={isSending} onPress={press} />
      ) : (
        card.body.map((paragraph, at) => <p key={at}>{paragraph}</p>)
      )}
      {(card.buttons.length > 0 || card.link) && (
        <div className="card-buttons">
          {card.buttons.map((button, at) => (
            <button
              key={button.action}
              type="button"
              className={pressed === null && at === 0 && !card.question ? 'btn small primary' : 'btn small'}
              disabled={pressed !== null || isSending}
              aria-pressed={pressed === button.action}
              onClick={() => press(button.action)}
            >
              {pressed === button.action ? `✓ ${button.label}` : button.label}
            </button>
          ))}
          {card.link && (
            <a className="card-link" href={card.link.url} target="_blank" rel="noreferrer">
              {card.link.label} ›
            </a>
          )}
        </div>
      )}
    </article>
  );
}
