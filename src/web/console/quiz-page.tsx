import { useState } from 'react';
import { QuizCases } from '#web/console/bank/case-list.tsx';
import { QuizFiguresView } from '#web/console/quiz-figures.tsx';
import { QuizGroups } from '#web/console/quiz-groups.tsx';
import { QuizHours } from '#web/console/quiz-hours.tsx';
import { QuizItems } from '#web/console/quiz-items.tsx';
import { QuizPeople } from '#web/console/quiz-people.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Segments } from '#web/console/segments.tsx';
import '#web/console/quiz.css';

const parts = [
  ['figures', '统计', ['admin', 'reviewer', 'auditor']],
  ['items', '题库', ['admin', 'reviewer', 'auditor']],
  ['cases', '案例', ['admin', 'reviewer', 'auditor']],
  ['groups', '各群安排', ['admin', 'reviewer', 'auditor', 'operator']],
  ['people', '人员', ['admin', 'reviewer']],
  ['hours', '学时', ['admin', 'reviewer']],
] as const;
type Part = (typeof parts)[number][0];

/** Quizzes as the office sees them: numbers, never who answered what. */
export function QuizOfficePage() {
  const { role } = useSeat().session.account;
  const mine = parts.filter(([, , roles]) => roles.some((each) => each === role));
  const [part, setPart] = useState<Part>(() =>
    partOf(
      location.search,
      mine.map(([id]) => id),
    ),
  );
  return (
    <>
      <h1>小题</h1>
      <Segments
        label="小题的各部分"
        chosen={part}
        choices={mine.map(([id, label]) => ({ id, label }))}
        onChoose={setPart}
      />
      {part === 'figures' && <QuizFiguresView />}
      {part === 'items' && <QuizItems />}
      {part === 'cases' && <QuizCases />}
      {part === 'groups' && <QuizGroups />}
      {part === 'people' && <QuizPeople />}
      {part === 'hours' && <QuizHours />}
    </>
  );
}

/** The part an address begins with, as `part=items`; else the first he may see. */
function partOf(search: string, mine: readonly Part[]): Part {
  const wanted = new URLSearchParams(search).get('part');
  return mine.find((id) => id === wanted) ?? mine[0] ?? 'groups';
}
