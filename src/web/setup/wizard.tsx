import { useState, type SubmitEvent } from 'react';
import type { SetupOfferWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Doc } from '#web/kit/doc.tsx';
import { call, Refused } from '#web/kit/http.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { UnitChoices } from '#web/kit/unit-choices.tsx';
import type { Wrongs } from '#web/kit/unit-part.ts';
import { UnitTexts } from '#web/kit/unit-texts.tsx';
import { draftOf, stepOf, stepTitles, wireOf, wrongsOf } from '#web/setup/draft.ts';
import { AccountStep } from '#web/setup/account-step.tsx';

/** Three steps; what is wrong stands beside its field, and a wrong field found by the server leads back to its step. */
export function Wizard(props: { readonly offer: SetupOfferWire; readonly token: string; readonly onDone: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(props.offer));
  const [step, setStep] = useState(0);
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const [isSending, setIsSending] = useState(false);
  const isLast = step === stepTitles.length - 1;
  const UnitPart = isLast ? UnitChoices : UnitTexts;
  const send = async () => {
    setIsSending(true);
    try {
      await call(`${api}/setup`, { body: wireOf(draft, props.token) });
      props.onDone();
    } catch (problem) {
      toastProblem(problem);
      if (problem instanceof Refused && Object.keys(problem.fields).length > 0) {
        setWrongs(problem.fields);
        setStep(stepOf(problem.fields));
      }
    }
    setIsSending(false);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = wrongsOf(draft, step);
    setWrongs(found);
    if (Object.keys(found).length > 0) return;
    if (isLast) void send();
    else setStep(step + 1);
  };
  return (
    <Doc>
      <h1>首次设置</h1>
      <p className="muted">填一次就好。这里填的电话和地点会出现在提醒里。</p>
      <br />
      <Steps step={step} />
      <form className="panel setup-form" noValidate onSubmit={submit}>
        <h2>{stepTitles[step]}</h2>
        {step === 0 ? (
          <AccountStep draft={draft} offer={props.offer} wrongs={wrongs} onChange={setDraft} />
        ) : (
          <UnitPart
            unit={draft.unit}
            offer={props.offer}
            wrongs={wrongs}
            onChange={(unit) => setDraft({ ...draft, unit })}
          />
        )}
        <div className="setup-buttons">
          {step > 0 ? (
            <button type="button" className="btn" onClick={() => setStep(step - 1)}>
              上一步
            </button>
          ) : (
            <span />
          )}
          <button type="submit" className="btn primary" disabled={isSending}>
            {isLast ? '完成设置' : '下一步'}
          </button>
        </div>
      </form>
    </Doc>
  );
}

function Steps({ step }: { readonly step: number }) {
  return (
    <ol className="setup-steps" aria-label="步骤">
      {stepTitles.map((title, at) => (
        <li key={title} aria-current={at === step ? 'step' : undefined} data-done={at < step}>
          {at + 1}. {title}
        </li>
      ))}
    </ol>
  );
}
