import { useState } from 'react';
import type { AppealReason } from '#model/case.ts';
import { Dialog } from '#web/kit/dialog.tsx';

/** A reason to tick and no free text: nobody shall repeat the matter here. */
export function AppealDialog(props: {
  readonly reasons: readonly { readonly id: AppealReason; readonly label: string }[];
  readonly onClose: () => void;
  readonly onSend: (reason: AppealReason) => void;
}) {
  const [reason, setReason] = useState<AppealReason | null>(null);
  return (
    <Dialog title="我认为有误" onClose={props.onClose}>
      <p className="muted">请选一个理由，由人工答复。不需要写消息内容；需要对照时，请带原件到保密办当面看。</p>
      <fieldset className="radios">
        <legend className="sr-only">理由</legend>
        {props.reasons.map((each) => (
          <label key={each.id} className="radio">
            <input type="radio" name="reason" checked={reason === each.id} onChange={() => setReason(each.id)} />
            {each.label}
          </label>
        ))}
      </fieldset>
      <div className="row-end">
        <button type="button" className="btn" onClick={props.onClose}>
          取消
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={reason === null}
          onClick={() => reason && props.onSend(reason)}
        >
          提交申诉
        </button>
      </div>
    </Dialog>
  );
}
