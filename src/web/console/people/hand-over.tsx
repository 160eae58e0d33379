import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { ClerkWire } from '#model/desk-wire.ts';
import type { MemberWire } from '#model/people-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';

interface Props {
  readonly shown: MemberWire;
  readonly onChange: (changed: MemberWire) => void;
}

/** What somebody else must take over when he goes. */
export function HandOver({ shown, onChange }: Props) {
  const { owns, assigned, duty, account, isDeparted } = shown;
  const isNothing = owns.length === 0 && assigned === 0 && duty === null;
  return (
    <section className="panel case-box">
      <h2>交接</h2>
      {isNothing && <p className="muted">名下没有要交接的群、案件和值班。</p>}
      {isDeparted && !isNothing && <Notice tone="warn">此人已不在任何群里，下面这些还在他名下。</Notice>}
      {owns.length > 0 && (
        <>
          <h3>名下的群</h3>
          <ul className="bare rows">
            {owns.map(({ group, name, members }) => (
              <li key={group}>
                <PlaceLink to={{ page: 'groups', id: group }}>{name}</PlaceLink>
                <span className="faint">{members} 人</span>
              </li>
            ))}
          </ul>
          <p className="faint">群主由本人在平台上转让；转让后这里自动更新，原有设置随群保留，新群主会收到通知。</p>
        </>
      )}
      {assigned > 0 && account && (
        <>
          <h3>承办中的案件</h3>
          <p>
            <PlaceLink to={{ page: 'cases', query: `assignee=${encodeURIComponent(account.id)}` }}>
              {assigned} 件
            </PlaceLink>
          </p>
          {shown.may.includes('hand-over') && <Reassign shown={shown} onChange={onChange} />}
        </>
      )}
      {duty !== null && <p>值班名单：{duty}。在“系统”页的单位设置里换人。</p>}
    </section>
  );
}

function Reassign({ shown, onChange }: Props) {
  const { send } = useSeat();
  const [loaded] = useLoaded<{ readonly clerks: readonly ClerkWire[] }>(`${api}/clerks`);
  const [to, setTo] = useState('');
  const clerks = loaded.state === 'here' ? loaded.answer.clerks.filter(({ id }) => id !== shown.account?.id) : [];
  const give = () => {
    send<MemberWire>(`/members/${encodeURIComponent(shown.person)}/hand-over`, { to }).then((changed) => {
      toast('已全部改派。');
      onChange(changed);
    }, toastProblem);
  };
  return (
    <form
      className="people-bind"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <Field label="全部改派给">
        {(control) => (
          <Choice
            {...control}
            value={to}
            placeholder="请选择"
            options={clerks.map(({ id, name }) => [id, name])}
            onChange={setTo}
          />
        )}
      </Field>
      <Button tag="button" type="submit" variant="outline" disabled={to === ''}>
        改派
      </Button>
    </form>
  );
}
