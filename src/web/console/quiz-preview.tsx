import type { ItemReport } from '#model/learning.ts';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';

/** An item as its author wrote it, its key marked, with how often each choice was taken. */
export function QuizPreview({ report }: { readonly report: ItemReport }) {
  const { item, caseTitle, article, figures } = report;
  return (
    <div className="quiz-preview">
      <ol className="bare">
        {item.choices.map((choice, number) => (
          <li key={number} className={item.key.includes(number) ? 'key' : undefined}>
            <span aria-hidden="true">{String.fromCharCode(65 + number)}. </span>
            {choice} {item.key.includes(number) && <ToneTag tone="ok">答案</ToneTag>}
            {figures.choices[number] !== undefined && <span className="faint"> {figures.choices[number]} 人选</span>}
          </li>
        ))}
      </ol>
      <p>{item.rationale}</p>
      <p className="faint">
        {item.id} · 案例：{caseTitle} · 依据：{article} · 难度 {item.difficulty} ·{' '}
        {item.checked === null ? '未经核对' : item.checked.by}
      </p>
    </div>
  );
}
