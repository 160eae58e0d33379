import { useEffect, useRef } from 'react';
import type { Lesson, QuestionPage } from '#model/quiz-desk.ts';
import { letterOf } from '#web/kit/question-words.ts';
import '#web/kit/question.css';

type Page = Pick<QuestionPage, 'kind' | 'stem' | 'choices'>;

/** Right or wrong, why, the case in three lines, what to do, the article. */
export function LessonView(props: {
  readonly page: Page;
  readonly lesson: Lesson;
  /** Under another page's heading, and without taking the keyboard along. */
  readonly isPreview?: boolean;
}) {
  const { page, lesson, isPreview = false } = props;
  const verdict = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isPreview) verdict.current?.focus();
  }, [isPreview]);
  const [Title, Part, Section] = isPreview ? (['h3', 'h4', 'h5'] as const) : (['h1', 'h2', 'h3'] as const);
  return (
    <>
      <section className={`panel quiz verdict ${toneOf(lesson)}`}>
        <Title ref={verdict} tabIndex={-1}>
          <span aria-hidden="true">{lesson.isRight === null ? '' : lesson.isRight ? '✓ ' : '✗ '}</span>
          {verdictOf(lesson)}
        </Title>
        <p>{lesson.rationale}</p>
        {lesson.isRight === false && <p className="faint">过几天再遇见它。</p>}
        {lesson.group && (
          <p className="faint">
            本期 {lesson.group.answered} 人作答，{Math.round((lesson.group.right / lesson.group.answered) * 100)}%
            答对。
          </p>
        )}
      </section>
      <section className="panel" aria-label="题目和答案">
        <Part>{page.stem}</Part>
        <ul className="bare answers">
          {page.choices.map((choice, place) => (
            <Answer key={place} {...{ page, lesson, choice, place }} />
          ))}
        </ul>
      </section>
      <section className="panel">
        <Part>
          {lesson.case.form === 'story' ? '案例' : '办法'}：{lesson.case.title}
        </Part>
        <ol className="timeline">
          {lesson.case.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <Section>遇到真事，可以这样做</Section>
        <ul className="plain">
          {lesson.instead.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="quiz-article">
          <b>依据：{lesson.article.name}</b>　{lesson.article.says}
        </p>
      </section>
    </>
  );
}

function Answer(props: {
  readonly page: Page;
  readonly lesson: Lesson;
  readonly choice: string;
  readonly place: number;
}) {
  const { page, lesson, choice, place } = props;
  const isKey = lesson.key.includes(place);
  const isMine = lesson.chosen.includes(place);
  return (
    <li className={isKey ? 'answer key' : isMine ? 'answer miss' : 'answer'}>
      <span className="choice-mark" aria-hidden="true">
        {letterOf(page.kind, place)}
      </span>
      <span className="answer-text">{choice}</span>
      {isKey && <span className="tag ok">正确</span>}
      {isMine && <span className="tag">您选的</span>}
    </li>
  );
}

function toneOf({ isRight, share }: Lesson): string {
  if (isRight === null) return '';
  return isRight ? 'ok' : (share ?? 0) > 0 ? 'part' : 'miss';
}

function verdictOf({ isRight, share }: Lesson): string {
  if (isRight === null) return '本期解析';
  if (isRight) return '答对了';
  return (share ?? 0) > 0 ? '答对了一部分' : '这次没有选对';
}
