import { useState, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseWire } from '#model/console-wire.ts';
import type { CommentFormWire } from '#model/desk-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { fullTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { TextArea } from '#web/console/kit/text-area.tsx';
import { useSeat } from '#web/console/seat.ts';

/** Clerks tell each other what they did; checked like a post, and not kept where it repeats the matter. */
export function Comments({ shown, onChange }: { readonly shown: CaseWire; readonly onChange: () => void }) {
  return (
    <section className="panel case-box">
      <h2>办理备注</h2>
      {shown.comments.length === 0 && <p className="muted">还没有备注。</p>}
      <ul className="bare comments">
        {shown.comments.map((comment) => (
          <li key={comment.id}>
            <span className="faint">
              {comment.who} · {fullTime(comment.at)}
            </span>
            <p className="break">{comment.text}</p>
          </li>
        ))}
      </ul>
      {shown.may.includes('comment') && <NewComment id={shown.id} onDone={onChange} />}
    </section>
  );
}

function NewComment({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { send } = useSeat();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send(`/cases/${encodeURIComponent(id)}/comment`, { text } satisfies CommentFormWire).then(
      () => {
        toast('备注已保存。');
        setText('');
        setWrong(null);
        onDone();
      },
      (problem: unknown) => {
        setWrong(problem instanceof Error ? problem.message : '没有保存。');
        toastProblem(problem);
      },
    );
  };
  return (
    <form className="reason" onSubmit={submit}>
      <Field label="写备注" hint="例如：已电话联系本人，约定下午当面核实。请勿输入、粘贴真实文件内容。" wrong={wrong}>
        {(control) => <TextArea {...control} maxLength={500} value={text} onChange={setText} />}
      </Field>
      <div className="row-end">
        <Button tag="button" type="submit" variant="outline" disabled={text.trim().length < 4}>
          保存备注
        </Button>
      </div>
    </form>
  );
}
