import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankPage } from '#model/bank.ts';
import type { BankDeedWire } from '#model/quiz-wire.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { LineField } from '#web/console/bank/form-parts.tsx';
import { useSeat } from '#web/console/seat.ts';

/** Out of use, and back again. */
export function Standing({ page, onChange }: { readonly page: BankPage; readonly onChange: () => void }) {
  const { send } = useSeat();
  const [why, setWhy] = useState('');
  const { kind, work, standing, uses } = page;
  if (standing === 'none') return null;
  const deed = (what: 'retire' | 'restore', body: object, done: string) =>
    send<BankDeedWire>(`/quiz/bank/${kind}/${encodeURIComponent(work)}/${what}`, body).then(() => {
      toast(done);
      setWhy('');
      onChange();
    }, toastProblem);
  if (standing === 'retired')
    return (
      <section className="panel case-box">
        <h2>已停用</h2>
        <p>恢复后又可以{kind === 'item' ? '出这道题' : '从这个案例出题'}。</p>
        <Button tag="button" variant="outline" onClick={() => void deed('restore', {}, '已恢复，记入台账。')}>
          恢复
        </Button>
      </section>
    );
  return (
    <section className="panel case-box">
      <h2>停用</h2>
      <p className="muted">
        {kind === 'item'
          ? '停用后不再出这道题；已经发出的照常作答，作答和学时照记。'
          : uses > 0
            ? `还有 ${uses} 道题出自这个案例，停用这些题以后才能停用案例。`
            : '停用后不能再从这个案例出题。'}
      </p>
      <div className="bank-retire">
        <LineField label="理由" maxLength={120} value={why} wrong={null} onChange={setWhy} />
        <Button
          tag="button"
          variant="outline"
          theme="danger"
          disabled={why.trim().length < 2 || (kind === 'case' && uses > 0)}
          onClick={() => void deed('retire', { why: why.trim() }, '已停用，记入台账。')}
        >
          停用
        </Button>
      </div>
    </section>
  );
}
