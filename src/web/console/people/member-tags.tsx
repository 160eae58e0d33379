import type { MemberRowWire } from '#model/people-wire.ts';
import { excuseWords } from '#web/console/people/words.ts';

/** What is out of the ordinary about somebody, in a word each. */
export function MemberTags({ row }: { readonly row: MemberRowWire }) {
  return (
    <>
      {row.isOutsider && <span className="tag bad">外部</span>}
      {row.isDeparted && <span className="tag">已离群</span>}
      {row.isHead && <span className="tag brand">单位负责人</span>}
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
        <span key={why} className="tag">
          {excuseWords[why]}
        </span>
      ))}
    </span>
  );
}
