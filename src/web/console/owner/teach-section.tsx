import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseWire, TeachWire } from '#model/console-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { Refused } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Choice } from '#web/console/kit/choice.tsx';
import { TextArea } from '#web/console/kit/text-area.tsx';
import { useSeat } from '#web/console/seat.ts';

const refusals = ['text-has-marks', 'text-is-copy'];

/** An overturned case teaches the rule and the classifier, by a text written anew without the matter. */
export function TeachSection({ shown, onChange }: { readonly shown: CaseWire; readonly onChange: () => void }) {
  const { send } = useSeat();
  const [text, setText] = useState('');
  const [rule, setRule] = useState<string | null>(shown.teachable[0]?.rule ?? null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  if (!shown.may.includes('teach')) return null;
  const teach = () => {
    setIsSending(true);
    setWrong(null);
    const body: TeachWire = { text, rule };
    send(`/cases/${encodeURIComponent(shown.id)}/teach`, body)
      .then(
        () => {
          toast('已存为样本，等管理员在“规则与策略”里采纳。');
          setText('');
          onChange();
        },
        (problem: unknown) =>
          problem instanceof Refused && refusals.includes(problem.code)
            ? setWrong(problem.message)
            : toastProblem(problem),
      )
      .finally(() => setIsSending(false));
  };
  return (
    <section className="panel case-box">
      <h2>改写成样本</h2>
      <p className="muted">
        换掉人、事、数、文号，只留下当时被认错的说话方式。带标志、证件号码的，或和原来太像的，系统不收也不存。
      </p>
      <Field label="改写后的话" hint="请勿输入、粘贴或上传真实文件内容" wrong={wrong}>
        {(control) => <TextArea {...control} maxLength={500} value={text} onChange={setText} />}
      </Field>
      {shown.teachable.length > 0 && (
        <Field label="作为哪条规则不该命中的例子">
          {(control) => (
            <Choice
              {...control}
              value={rule ?? ''}
              options={[...shown.teachable.map((each) => [each.rule, each.title] as const), ['', '只给分类器']]}
              onChange={(chosen) => setRule(chosen || null)}
            />
          )}
        </Field>
      )}
      <Button tag="button" theme="primary" disabled={isSending || text.trim().length < 6} onClick={teach}>
        存为样本
      </Button>
    </section>
  );
}
