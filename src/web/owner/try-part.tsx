import { useState } from 'react';
import type { OwnerTryWire } from '#model/owner-wire.ts';
import type { OwnerSettings, Tried } from '#model/owner.ts';
import { Field } from '#web/kit/field.tsx';
import { call } from '#web/kit/http.ts';
import { toastProblem } from '#web/kit/toast.tsx';

const tones: Readonly<Record<Tried['outcome'], string>> = {
  clear: 'ok',
  review: 'warn',
  violation: 'warn',
  stop: 'bad',
};

/** A made-up post under the settings as they stand on this page; nothing of it is kept. */
export function TryPart(props: { readonly path: string; readonly draft: OwnerSettings; readonly isChanged: boolean }) {
  const [text, setText] = useState('');
  const [tried, setTried] = useState<Tried | null>(null);
  const [isSending, setIsSending] = useState(false);
  const send = () => {
    setIsSending(true);
    const body: OwnerTryWire = { settings: props.draft, text };
    call<Tried>(`${props.path}/try`, { body })
      .then((answer) => {
        setTried(answer);
        if (answer.outcome === 'stop') setText('');
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <section className="panel owner-part">
      <h2>试一试</h2>
      <Field label="编一条消息，看看会怎样" hint="请勿输入、粘贴或上传真实文件内容。不保存，也不发到群里。">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={3}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <button type="button" className="btn" disabled={isSending || text.trim() === ''} onClick={send}>
        {props.isChanged ? '按改动后的设置试' : '试一试'}
      </button>
      <div aria-live="polite">
        {tried && (
          <div className={`note ${tones[tried.outcome]}`}>
            <p>{tried.says}</p>
            {tried.reasons.length > 0 && (
              <ul className="owner-floor">
                {tried.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </section>
  );
}
