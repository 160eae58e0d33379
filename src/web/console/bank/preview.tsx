import { useState } from 'react';
import type { ItemPreview } from '#model/quiz-desk.ts';
import { LessonView } from '#web/kit/lesson-view.tsx';
import { QuestionChoices } from '#web/kit/question-choices.tsx';
import { QuestionForm } from '#web/kit/question-form.tsx';
import { Segments } from '#web/console/segments.tsx';

const views = [
  { id: 'card', label: '群里的卡片' },
  { id: 'page', label: '答题页' },
  { id: 'lesson', label: '答完以后' },
] as const;
type View = (typeof views)[number]['id'];

/** The item by the very parts members see it with; pressing an answer leads on, and nothing is kept of it. */
export function Preview({ preview }: { readonly preview: ItemPreview | null }) {
  const [view, setView] = useState<View>('card');
  return (
    <section className="panel case-box bank-preview" aria-label="成员看到的样子">
      <h2>成员看到的样子</h2>
      <Segments label="在哪里看" chosen={view} choices={views} onChoose={setView} />
      {preview ? (
        <div className="bank-phone">
          <Shown preview={preview} view={view} onAnswer={() => setView('lesson')} />
        </div>
      ) : (
        <p className="muted">填好题干、选项、答案和依据后，这里显示成员看到的样子。</p>
      )}
    </section>
  );
}

function Shown({
  preview,
  view,
  onAnswer,
}: {
  readonly preview: ItemPreview;
  readonly view: View;
  readonly onAnswer: () => void;
}) {
  const { title, card, page, lesson } = preview;
  switch (view) {
    case 'card':
      return (
        <article className="card">
          <h3>{title}</h3>
          <QuestionChoices question={card} pressed={null} isSending={false} onPress={onAnswer} />
        </article>
      );
    case 'page':
      return (
        <div className="doc">
          <QuestionForm
            key={page.stem}
            page={{ ...page, closesAt: null }}
            isPreview
            onPutOff={null}
            onAnswer={async () => onAnswer()}
          />
        </div>
      );
    case 'lesson':
      return (
        <div className="doc">
          <LessonView page={page} lesson={lesson} isPreview />
        </div>
      );
  }
}
