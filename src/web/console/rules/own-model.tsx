import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { LessonsWire, LessonWire } from '#model/console-wire.ts';
import type { OwnModelState } from '#model/lesson.ts';
import { fullTime } from '#web/kit/time.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { useSeat } from '#web/console/seat.ts';

/** The classifier that serves, what the unit has for it to learn from, and training it on demand. */
export function OwnModelPanel(props: {
  readonly model: OwnModelState;
  readonly lessons: readonly LessonWire[];
  readonly onChange: () => void;
}) {
  const { model, lessons, onChange } = props;
  const seat = useSeat();
  const [isSending, setIsSending] = useState(false);
  const samples = lessons.filter(({ use }) => use === 'sample' || use === 'both').length;
  const ask = (what: 'train' | 'reset') => {
    setIsSending(true);
    seat
      .send<LessonsWire>(`/classifier/${what}`, {})
      .then(onChange, toastProblem)
      .finally(() => setIsSending(false));
  };
  const isRunning = model.run.state === 'running';
  return (
    <section className="panel case-box">
      <h2>分类器</h2>
      <p>
        现用{model.serves === 'shipped' ? '随产品提供的模型' : '本单位训练的模型'}
        {model.serves === 'own' && model.trainedAt !== null && `，${fullTime(model.trainedAt)} 训练`}；已采纳样本{' '}
        {samples} 条。
      </p>
      {model.isBehind && (
        <Notice tone="warn">
          随产品提供的模型已更新，本单位训练的模型不再使用；请重新训练，把本单位的样本加进去。
        </Notice>
      )}
      <p className="muted">
        训练在本机另一个进程里进行，约一分钟，不影响收发；完成后即生效，不用重启。密级标志由规则把关，分类器压不低，训练后逐条核对。
      </p>
      <div aria-live="polite">
        <Run run={model.run} />
      </div>
      {seat.session.account.role === 'admin' && (
        <div className="case-buttons sheet-deeds">
          <Button
            tag="button"
            variant="outline"
            disabled={isSending || isRunning || samples === 0}
            onClick={() => ask('train')}
          >
            用已采纳的样本重新训练
          </Button>
          {(model.serves === 'own' || model.isBehind) && (
            <Button tag="button" variant="outline" disabled={isSending || isRunning} onClick={() => ask('reset')}>
              {model.isBehind ? '删除本单位的模型' : '恢复随产品提供的模型'}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Run({ run }: { readonly run: OwnModelState['run'] }) {
  switch (run.state) {
    case 'idle':
      return null;
    case 'running':
      return (
        <p>
          正在训练{' '}
          <progress aria-label="训练进度" max={run.of} value={run.done}>
            {run.done}/{run.of}
          </progress>
        </p>
      );
    case 'failed':
      return <Notice tone="bad">{run.says}</Notice>;
    case 'done': {
      const { samples, own, ownPassing, leftOut, recall, falseAlarms } = run.training;
      return (
        <Notice tone="ok">
          训练完成，已生效。样本 {samples} 条，其中本单位 {own} 条，现在放行 {ownPassing} 条
          {leftOut > 0 && `，${leftOut} 条与已有样本太像没有用上`}；交叉检验召回 {percent(recall)}，误报{' '}
          {percent(falseAlarms)}。
        </Notice>
      );
    }
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
