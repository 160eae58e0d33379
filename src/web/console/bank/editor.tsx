import { useMemo, useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankDraft, BankOptions, BankProblem, BankText } from '#model/bank.ts';
import type { ItemPreview } from '#model/quiz-desk.ts';
import type { BankPageWire } from '#model/quiz-wire.ts';
import { Refused } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { CaseFields } from '#web/console/bank/case-form.tsx';
import { isSame, tidied } from '#web/console/bank/draft.ts';
import { LineField, type WrongAt } from '#web/console/bank/form-parts.tsx';
import { ItemFields } from '#web/console/bank/item-form.tsx';
import { Preview } from '#web/console/bank/preview.tsx';
import { useCheck } from '#web/console/bank/use-check.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { goTo } from '#web/console/place.ts';
import { useSeat } from '#web/console/seat.ts';

/** The form, what is wrong with it while it is written, and what members would see. */
export function Editor(props: {
  /** Null: a new one. */
  readonly work: string | null;
  readonly begins: BankText;
  readonly revision: number;
  readonly preview: ItemPreview | null;
  readonly options: BankOptions;
  readonly onSaved: () => void;
}) {
  const { work, begins, revision, options, onSaved } = props;
  const { send } = useSeat();
  const [text, setText] = useState(begins);
  const [why, setWhy] = useState('');
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, setIsAsked] = useState(false);
  const [refusal, setRefusal] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setIsSending] = useState(false);
  const sent = useMemo(() => tidied(text), [text]);
  const isChanged = !isSame(text, begins);
  const checked = useCheck(work, sent, isChanged || isAsked || revision > 0);
  const problems = checked?.problems ?? [];
  const wrongAt: WrongAt = (field) =>
    isAsked || isTouched(touched, field) ? (problemAt(problems, field) ?? refusal[field] ?? null) : null;
  const change = (field: string, next: BankText) => {
    setText(next);
    setRefusal({});
    setTouched((old) => (old.has(field) ? old : new Set([...old, field])));
  };
  const save = (stage: BankDraft['stage']) => {
    if (stage === 'waiting') setIsAsked(true);
    if (stage === 'waiting' && why.trim().length < 2) return setRefusal({ why: '请写明为何这样写、改了什么' });
    setIsSending(true);
    const draft: BankDraft = { text: sent, stage, why: why.trim(), revision };
    send<BankPageWire>(`/quiz/bank/${work === null ? 'new' : `${text.kind}/${encodeURIComponent(work)}`}`, draft)
      .then(
        ({ page }) => {
          toast(stage === 'draft' ? '已存为草稿。' : '已提交，等另一位批准。');
          if (work === null) goTo({ page: 'quiz', id: `${page.kind}/${page.work}` });
          else onSaved();
        },
        (problem: unknown) => {
          setIsAsked(true);
          setRefusal(problem instanceof Refused ? problem.fields : {});
          toastProblem(problem);
        },
      )
      .finally(() => setIsSending(false));
  };
  return (
    <div className="bank-columns">
      <form className="panel case-box bank-form" onSubmit={(event) => event.preventDefault()} aria-label="编辑">
        {text.kind === 'item' ? (
          <ItemFields
            form={text.form}
            options={options}
            wrongAt={wrongAt}
            onChange={(field, form) => change(field, { kind: 'item', form })}
          />
        ) : (
          <CaseFields
            form={text.form}
            options={options}
            wrongAt={wrongAt}
            onChange={(field, form) => change(field, { kind: 'case', form })}
          />
        )}
        <LineField
          label="为何这样写、改了什么"
          hint="批准的人会看到，记在这一版里"
          maxLength={120}
          value={why}
          wrong={wrongAt('why')}
          onChange={(words) => {
            setWhy(words);
            setRefusal({});
          }}
        />
        <Summary problems={problems} hints={checked?.hints ?? []} isAsked={isAsked} />
        <div className="case-buttons">
          <Button tag="button" variant="outline" disabled={isSending} onClick={() => save('draft')}>
            存草稿
          </Button>
          <Button tag="button" theme="primary" disabled={isSending} onClick={() => save('waiting')}>
            提交批准
          </Button>
        </div>
      </form>
      {text.kind === 'item' && <Preview preview={checked ? checked.preview : props.preview} />}
    </div>
  );
}

/** A group is touched with any of its parts. */
function isTouched(touched: ReadonlySet<string>, field: string): boolean {
  return [...touched].some((one) => one === field || one.startsWith(`${field}.`));
}

function problemAt(problems: readonly BankProblem[], field: string): string | null {
  return problems.find((problem) => problem.field === field)?.says ?? null;
}

function Summary(props: {
  readonly problems: readonly BankProblem[];
  readonly hints: readonly string[];
  readonly isAsked: boolean;
}) {
  const { problems, hints, isAsked } = props;
  return (
    <div aria-live="polite">
      {isAsked && problems.length > 0 && (
        <Notice tone="bad">还有 {problems.length} 处要改，请看标出的地方。改好后才能提交批准，草稿随时可以存。</Notice>
      )}
      {hints.map((hint) => (
        <Notice key={hint} tone="warn">
          {hint}
        </Notice>
      ))}
    </div>
  );
}
