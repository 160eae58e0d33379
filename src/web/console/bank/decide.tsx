import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankDecision, BankPage } from '#model/bank.ts';
import type { BankDeedWire } from '#model/quiz-wire.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { LineField } from '#web/console/bank/form-parts.tsx';
import { goTo } from '#web/console/place.ts';
import { useSeat } from '#web/console/seat.ts';

const doneWords: Readonly<Record<BankDecision, string>> = {
  approve: '已批准，现在起可以出这道题。',
  'send-back': '已退回给写的人。',
  'take-back': '已收回，可以接着改。',
  drop: '草稿已放弃。',
};

/** What may be done with a version nobody is asked yet: who wrote it takes it back or lets it go, somebody else approves. */
export function Decide({ page, onChange }: { readonly page: BankPage; readonly onChange: () => void }) {
  const { send } = useSeat();
  const [note, setNote] = useState('');
  const [isSending, setIsSending] = useState(false);
  const { unfinished, kind, work, revision } = page;
  if (!unfinished) return null;
  const decide = (decision: BankDecision) => {
    setIsSending(true);
    send<BankDeedWire>(`/quiz/bank/${kind}/${encodeURIComponent(work)}/decide`, {
      decision,
      revision,
      note: note.trim(),
    })
      .then(({ page: left }) => {
        toast(decision === 'approve' && kind === 'case' ? '已批准，现在起可以出题。' : doneWords[decision]);
        if (left) onChange();
        else goTo({ page: 'quiz', query: kind === 'case' ? 'part=cases' : 'part=items' });
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  const button = (decision: BankDecision, label: string, isMain = false) => (
    <Button
      tag="button"
      {...(isMain ? { theme: 'primary' as const } : { variant: 'outline' as const })}
      disabled={isSending}
      onClick={() => decide(decision)}
    >
      {label}
    </Button>
  );
  if (unfinished.state === 'draft') return <div className="case-buttons bank-deeds">{button('drop', '放弃草稿')}</div>;
  if (unfinished.isMine)
    return (
      <div className="panel case-box bank-deeds">
        <p>写的人不能自己批准，请另一位管理员或复核员打开本页批准。</p>
        <div className="case-buttons">{button('take-back', '收回修改')}</div>
      </div>
    );
  return (
    <section className="panel case-box bank-deeds" aria-label="批准">
      <h2>请您批准</h2>
      <p>请对照法条和公开的案例核对题干、答案和解析，再决定。批准后记为“本单位复核”。</p>
      <LineField label="退回时写明要改什么" maxLength={120} value={note} wrong={null} onChange={setNote} />
      <div className="case-buttons">
        {button('approve', '批准', true)}
        {button('send-back', '退回')}
      </div>
    </section>
  );
}
