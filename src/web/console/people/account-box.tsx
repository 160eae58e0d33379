import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { MemberWire } from '#model/people-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Choice } from '#web/console/kit/choice.tsx';
import { Ask } from '#web/console/kit/modal.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { useSeat } from '#web/console/seat.ts';
import { roleWords } from '#web/console/words.ts';

interface Props {
  readonly shown: MemberWire;
  readonly onChange: (changed: MemberWire) => void;
}

/** Which account of the console is his: with it he signs in by his platform, and never meets his own cases. */
export function AccountBox({ shown, onChange }: Props) {
  const { account, may } = shown;
  return (
    <section className="panel case-box">
      <h2>控制台账号</h2>
      {account ? (
        <div className="tags">
          <b>{account.name}</b> <ToneTag tone="brand">{roleWords[account.role]}</ToneTag>
        </div>
      ) : (
        <p className="muted">没有绑定账号。</p>
      )}
      <p className="faint">
        绑定后可用企业微信等平台登录，看不到也办不了自己的案件。一人一号，审计员和办案的不能是同一个人。
      </p>
      {may.includes('bind') && <Bind shown={shown} onChange={onChange} />}
      {may.includes('unbind') && <Unbind shown={shown} onChange={onChange} />}
    </section>
  );
}

function Bind({ shown, onChange }: Props) {
  const { send } = useSeat();
  const [account, setAccount] = useState('');
  const [isSending, setIsSending] = useState(false);
  if (shown.unbound.length === 0) return <p className="muted">没有可绑定的账号。请先在“系统”页新建。</p>;
  const chosen = shown.unbound.find(({ id }) => id === account);
  const bind = () => {
    setIsSending(true);
    send<MemberWire>(`/members/${encodeURIComponent(shown.person)}/bind`, { account })
      .then((changed) => {
        toast(`已把账号 ${chosen?.name ?? ''} 绑定到${shown.name}。`);
        onChange(changed);
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <form
      className="people-bind"
      onSubmit={(event) => {
        event.preventDefault();
        bind();
      }}
    >
      <Field label="绑定账号">
        {(control) => (
          <Choice
            {...control}
            value={account}
            placeholder="请选择"
            options={shown.unbound.map(({ id, name, role }) => [id, `${name}（${roleWords[role]}）`])}
            onChange={setAccount}
          />
        )}
      </Field>
      <Button tag="button" type="submit" theme="primary" disabled={isSending || account === ''}>
        绑定
      </Button>
    </form>
  );
}

function Unbind({ shown, onChange }: Props) {
  const { send } = useSeat();
  const [isAsking, setIsAsking] = useState(false);
  const unbind = () => {
    send<MemberWire>(`/members/${encodeURIComponent(shown.person)}/unbind`, {}).then((changed) => {
      toast('已解除绑定。');
      onChange(changed);
    }, toastProblem);
    setIsAsking(false);
  };
  return (
    <>
      <Button tag="button" variant="outline" onClick={() => setIsAsking(true)}>
        解除绑定
      </Button>
      {isAsking && (
        <Ask title="解除绑定" confirm="确定解除" onConfirm={unbind} onClose={() => setIsAsking(false)}>
          解除后，{shown.name}不能再用平台登录控制台；账号{shown.account?.name}还可用口令登录，系统不再知道它是谁的。
        </Ask>
      )}
    </>
  );
}
