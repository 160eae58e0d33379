import { useState, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { SheetLine } from '#model/rulebook.ts';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { goTo } from '#web/console/place.ts';
import { useSeat } from '#web/console/seat.ts';
import { send as sendNew } from '#web/console/rules/send.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';

/** What a rule begins with: it checks, so that a person changes it step by step. */
const template = (id: string): string => `rules:
  - id: ${id}
    category: scope.operation
    title: 谈到某某事项
    why: [secrets-31]
    instead: 请改用{办公系统}，急用请打{保密办电话}。
    keywords: [某某事项]
    confidence: 0.7
    mark: false
    violates:
      - 某某事项的进度大家看一下
    passes:
      - 明天上午开会
`;

/** A rule of the unit's own: its id, then the editor. */
export function NewRule({ taken }: { readonly taken: readonly SheetLine[] }) {
  const seat = useSeat();
  const [id, setId] = useState('');
  if (seat.session.account.role !== 'admin') return null;
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return toast('编号只能用小写字母、数字和连字符，如 canteen-price。');
    if (taken.some((line) => line.kind === 'rule' && line.id === id)) return toast('这个编号已经有了。');
    const draft = { text: template(id), stage: 'draft', why: '新建', after: 0 } as const;
    sendNew(seat, `rule/${id}`, draft).then(() => goTo({ page: 'rules', id: `rule/${id}` }), toastProblem);
  };
  return (
    <form className="sheet-new" onSubmit={begin}>
      <TextInput
        aria-label="新规则的编号"
        placeholder="新规则的编号"
        value={id}
        onChange={(value) => setId(value.trim())}
      />
      <Button tag="button" type="submit" variant="outline" disabled={id === ''}>
        新建规则
      </Button>
    </form>
  );
}
