import { useState } from 'react';
import type { AppealWire } from '#model/console-wire.ts';
import type { AppealReason } from '#model/case.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Field } from '#web/kit/field.tsx';

const longestNote = 120;

/** A reason by choice; what is added in words is checked by the server and not kept where it repeats the matter. */
export function AppealDialog(props: {
  readonly reasons: readonly { readonly id: AppealReason; readonly label: string }[];
  readonly isSending: boolean;
  /** What the server found wrong with the words. */
  readonly fault: string | null;
  readonly onClose: () => void;
  readonly onSend: (appeal: AppealWire) => void;
}) {
  const [reason, setReason] = useState<AppealReason | null>(null);
  const [note, setNote] = useState('');
  return (
    <Dialog title="我认为有误" onClose={props.onClose}>
      <p className="muted">
        请选一个理由，由没有经手过的复核人员在两个工作日内答复。需要对照时，请带原件到保密办当面看。
      </p>
      <fieldset className="radios">
        <legend className="sr-only">理由</legend>
        {props.reasons.map((each) => (
          <label key={each.id} className="radio">
            <input type="radio" name="reason" checked={reason === each.id} onChange={() => setReason(each.id)} />
            {each.label}
          </label>
        ))}
      </fieldset>
      <Field
        label={reason === 'published' ? '公开发布的网址（可不填）' : '补充一句（可不填）'}
        hint="请勿输入、粘贴或上传真实文件内容；不要写消息里说了什么。"
        wrong={props.fault}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            type="text"
            value={note}
            maxLength={longestNote}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="row-end">
        <button type="button" className="btn" onClick={props.onClose}>
          取消
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={reason === null || props.isSending}
          onClick={() => reason && props.onSend({ reason, ...(note.trim() !== '' && { note: note.trim() }) })}
        >
          提交申诉
        </button>
      </div>
    </Dialog>
  );
}
