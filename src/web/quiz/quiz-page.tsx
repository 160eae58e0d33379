import { useState } from 'react';
import type { QuizAnswerWire, QuizPageWire } from '#model/quiz-wire.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { call } from '#web/kit/http.ts';
import { LessonView } from '#web/kit/lesson-view.tsx';
import { QuestionForm } from '#web/kit/question-form.tsx';
import { dayTime } from '#web/kit/time.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { ContestDialog } from '#web/quiz/contest-dialog.tsx';
import { ownAddress, quizPath } from '#web/quiz/place.ts';

/** One question for one person, and at once what is right and why. */
export function QuizPage() {
  const [loaded] = useLoaded<QuizPageWire>(quizPath);
  const [later, setLater] = useState<QuizPageWire | null>(null);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开这道小题" says={loaded.says} />;
  const page = later ?? loaded.answer;
  return (
    <Doc office={page.office}>
      <Question page={page} onChange={setLater} />
      <nav className="quiz-foot" aria-label="其他">
        <a href={ownAddress}>我的学习记录</a>
        <ContestButton page={page} />
      </nav>
    </Doc>
  );
}

function Question({
  page,
  onChange,
}: {
  readonly page: QuizPageWire;
  readonly onChange: (page: QuizPageWire) => void;
}) {
  const now = useNow(60_000);
  const act = (path: string, body: QuizAnswerWire | object) =>
    call<QuizPageWire>(`${quizPath}/${path}`, { body }).then(onChange, toastProblem);
  if (page.lesson) return <LessonView page={page} lesson={page.lesson} />;
  if (page.state === 'open')
    return (
      <QuestionForm
        page={page}
        onAnswer={(answer) => act('answer', answer)}
        onPutOff={page.canPutOff ? () => act('put-off', {}) : null}
      />
    );
  return (
    <section className="panel" role="status">
      <h1>{page.state === 'put-off' ? '好的，以后再说' : '这一期已经结束'}</h1>
      <p className="muted">
        {page.state === 'put-off' && page.againAt !== null
          ? `${dayTime(page.againAt, now)} 左右再提醒您。现在想答，也可以再打开消息里的链接。`
          : '解析请看群里公布的内容。下一期见。'}
      </p>
    </section>
  );
}

/** What became of his doubt. */
function contestWords({ state }: NonNullable<QuizPageWire['contest']>): string {
  return {
    open: '您的意见已收到，保密办会核对这道题。',
    upheld: '您说得对，这道题已停用。',
    dismissed: '您的意见已答复：题目继续使用。',
  }[state];
}

function ContestButton({ page }: { readonly page: QuizPageWire }) {
  const [isOpen, setIsOpen] = useState(false);
  const [isSent, setIsSent] = useState(false);
  if (isSent) return <span role="status">已收到，保密办会核对这道题。</span>;
  if (page.contest) return <span className="faint">{contestWords(page.contest)}</span>;
  if (!page.canContest) return null;
  return (
    <>
      <button type="button" className="btn quiet small" onClick={() => setIsOpen(true)}>
        这题有问题
      </button>
      {isOpen && (
        <ContestDialog
          onClose={() => setIsOpen(false)}
          onSend={(why) =>
            call(`${quizPath}/contest`, { body: { why } }).then(() => {
              setIsOpen(false);
              setIsSent(true);
            }, toastProblem)
          }
        />
      )}
    </>
  );
}
