import { useState } from 'react';
import type { SandboxGroup, SandboxPersona } from '#model/sandbox-wire.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import type { PostLine } from '#web/sandbox/line-props.ts';
import { deeds } from '#web/sandbox/deeds.ts';
import { postInBrief } from '#web/sandbox/words.ts';

/** Into one of the groups this person is in, with his own words beside it. */
export function ForwardDialog(props: {
  readonly post: PostLine;
  readonly me: SandboxPersona;
  readonly groups: readonly SandboxGroup[];
  readonly onClose: () => void;
}) {
  const { post, me } = props;
  const mine = props.groups.filter((group) => !group.isDissolved && me.roles.some((role) => role.group === group.id));
  const [target, setTarget] = useState(mine[0]?.id ?? '');
  const [text, setText] = useState('');
  const send = () =>
    deeds
      .post({ as: me.id, group: target, forward: [post.id], ...(text.trim() ? { text: text.trim() } : {}) })
      .then(() => {
        toast('已转发。');
        props.onClose();
      }, toastProblem);
  return (
    <Dialog title="转发到" onClose={props.onClose}>
      <p className="quote">
        {post.sender.name}：{postInBrief(post)}
      </p>
      {mine.length === 0 && <p className="note warn">{me.name}不在任何群里，不能转发。请先换一个身份。</p>}
      <fieldset className="radios">
        <legend className="sr-only">转发到哪个群</legend>
        {mine.map((group) => (
          <label key={group.id} className="radio">
            <input type="radio" name="group" checked={target === group.id} onChange={() => setTarget(group.id)} />
            {group.name}
          </label>
        ))}
      </fieldset>
      <Field label="附一句话（可不填）">
        {(control) => (
          <input
            {...control}
            className="input"
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="row-end">
        <button type="button" className="btn" onClick={props.onClose}>
          取消
        </button>
        <button type="button" className="btn primary" disabled={!target} onClick={send}>
          转发
        </button>
      </div>
    </Dialog>
  );
}
