import type { MemberRowWire } from '#model/people-wire.ts';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { excuseWords } from '#web/console/people/words.ts';

/** What is out of the ordinary about somebody, in a word each. */
export function MemberTags({ row }: { readonly row: MemberRowWire }) {
  return (
    <>
      {row.isOutsider && <ToneTag tone="bad">外部</ToneTag>}
      {row.isDeparted && <ToneTag>已离群</ToneTag>}
      {row.isHead && <ToneTag tone="brand">单位负责人</ToneTag>}
    </>
  );
}

/** 答 3/5 · 1.2 学时 */
export function QuizWords({ quiz, excuses }: Pick<MemberRowWire, 'quiz' | 'excuses'>) {
  return (
    <span className="tags">
      {quiz.asked > 0 ? (
        <span>
          答 {quiz.answered}/{quiz.asked} · {quiz.hours.toFixed(1)} 学时
        </span>
      ) : (
        <span className="faint">尚未出题</span>
      )}
      {excuses.map((why) => (
        <ToneTag key={why}>{excuseWords[why]}</ToneTag>
      ))}
    </span>
  );
}
