import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { ItemReport } from '#model/learning.ts';
import type { QuizJudgeWire } from '#model/quiz-wire.ts';
import type { ContestAnswer, ContestReason } from '#model/round.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Modal } from '#web/console/kit/modal.tsx';
import { OneOf } from '#web/console/kit/one-of.tsx';
import { useSeat } from '#web/console/seat.ts';

export const doubtWords: Readonly<Record<ContestReason, string>> = {
  'key-wrong': '答案不对',
  unclear: '说不清楚',
  outdated: '规定已变',
  unfair: '不相干或不公平',
};
const answers: readonly (readonly [ContestAnswer, string])[] = [
  ['as-law', '保留：对照现行条文，答案没有问题'],
  ['as-case', '保留：与公开案例的事实一致'],
  ['clearer', '保留：答案不变，说法会改得更清楚'],
  ['key-wrong', '停用：答案确实不对'],
  ['unclear', '停用：题目确实说不清楚'],
  ['outdated', '停用：规定已经变了'],
  ['unfair', '停用：与工作不相干或不公平'],
];
const withdraws: ReadonlySet<ContestAnswer> = new Set(['key-wrong', 'unclear', 'outdated', 'unfair'] as const);

/** The office's answer to the doubts about an item, by choice: those who doubted are told it as it is. */
export function QuizJudge(props: {
  readonly report: ItemReport;
  readonly onClose: () => void;
  readonly onChange: () => void;
}) {
  const { item, figures, doubts } = props.report;
  const { send } = useSeat();
  const [answer, setAnswer] = useState<ContestAnswer | null>(null);
  const [isSending, setIsSending] = useState(false);
  const judge = (given: QuizJudgeWire) => {
    setIsSending(true);
    send(`/quiz/items/${encodeURIComponent(item.id)}/judge`, given)
      .then(() => {
        toast(
          withdraws.has(given.answer) ? '已停用，作答不再计入对错；已告知提出的人。' : '已答复提出的人，题目继续使用。',
        );
        props.onClose();
        props.onChange();
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <Modal title="答复异议" onClose={props.onClose}>
      <p>{item.stem}</p>
      <p className="muted">
        异议：{doubts.map(({ why, count }) => `${doubtWords[why]} ${count} 人`).join('，')}。{figures.answers} 人答过
        {figures.facility !== null && `，答对 ${Math.round(figures.facility * 100)}%`}
        {figures.discrimination !== null && `，区分度 ${figures.discrimination.toFixed(2)}`}。
      </p>
      <OneOf label="答复" chosen={answer} choices={answers} onChoose={setAnswer} />
      <p className="faint">
        停用后不再出这道题，已有的作答不计对错，学时照记。可以在题库里打开这道题，改好后由另一位批准，换成新的一版。
      </p>
      <div className="row-end">
        <Button tag="button" variant="outline" onClick={props.onClose}>
          返回
        </Button>
        <Button
          tag="button"
          theme="primary"
          disabled={answer === null || isSending}
          onClick={() => answer && judge({ answer })}
        >
          答复
        </Button>
      </div>
    </Modal>
  );
}
