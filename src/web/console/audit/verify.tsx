import { useState, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { AuditWire } from '#model/console-wire.ts';
import type { VerifiedWire, VerifyWire } from '#model/desk-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { Refused } from '#web/kit/http.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { useSeat } from '#web/console/seat.ts';

/** Walks the whole chain on the server; with a head written down elsewhere it also finds a shortened or rebuilt one. */
export function Verify({ head, onDone }: { readonly head: AuditWire['head']; readonly onDone: () => void }) {
  const { send } = useSeat();
  const [given, setGiven] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [isWalking, setIsWalking] = useState(false);
  const [verified, setVerified] = useState<VerifiedWire | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsWalking(true);
    send<VerifiedWire>('/audit/verify', { head: given.trim() || null } satisfies VerifyWire)
      .then(
        (answer) => {
          setWrong(null);
          setVerified(answer);
          onDone();
        },
        (problem: unknown) => {
          setWrong(problem instanceof Refused ? (problem.fields.head ?? null) : null);
          toastProblem(problem);
        },
      )
      .finally(() => setIsWalking(false));
  };
  return (
    <section className="panel case-box">
      <h2>台账末值</h2>
      <p>
        <b className="mono break">{`${head.number}:${head.hash}`}</b>
      </p>
      <p className="muted">台账逐行相扣。把末值抄在别处，以后填在这里核对，就能发现改动、删除、截短或者重建。</p>
      <form className="verify" onSubmit={submit}>
        <Field label="以前抄下的末值（可不填）" wrong={wrong}>
          {(control) => <TextInput {...control} autoComplete="off" maxLength={90} value={given} onChange={setGiven} />}
        </Field>
        <Button tag="button" type="submit" theme="primary" loading={isWalking}>
          核对整条链
        </Button>
      </form>
      {verified && (
        <Notice tone={verified.ok ? 'ok' : 'bad'} role="status">
          {verified.says}
        </Notice>
      )}
    </section>
  );
}
