import { useEffect, useState } from 'react';
import type { Loaded } from '#web/kit/use-loaded.ts';

/** The last answer there was: filters stay in place, and in focus, while the next is read. */
export function useLast<Answer>(loaded: Loaded<Answer>): Answer | null {
  const [last, setLast] = useState<Answer | null>(null);
  const answer = loaded.state === 'here' ? loaded.answer : null;
  useEffect(() => {
    if (answer !== null) setLast(answer);
  }, [answer]);
  return answer ?? last;
}
