import { useState } from 'react';
import type { ContestReason } from '#model/round.ts';
import { Dialog } from '#web/kit/dialog.tsx';

const reasons: readonly (readonly [ContestReason, string])[] = [
  ['key-wrong', '答案不对'],
  ['unclear', '题目或选项说不清楚'],
  ['outdated', '规定已经变了'],
  ['unfair', '和我们的工作不相干，或者不公平'],
];

/** A reason to tick and no free text, as with an appeal. */
export function ContestDialog(props: {
  readonly onClose: () => void;
  readonly onSend: (why: ContestReason) => Promise<void>;
}) {
  const [why, setWhy] = useState<ContestReason | null>(null);
  return (
    <Dialog title="这题有问题" onClose={props.onClose}>
      <p className="muted">请选一个理由，由保密办核对。题目确实有误的，这次作答不作数，学时照记。</p>
      <fieldset className="radios">
        <legend className="sr-only">理由</legend>
        {reasons.map(([id, label]) => (
          <label key={id} className="radio">
            <input type="radio" name="why" checked={why === id} onChange={() => setWhy(id)} />
            {label}
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
          disabled={why === null}
          onClick={() => why && void props.onSend(why)}
        >
          提交
        </button>
      </div>
    </Dialog>
  );
}
