import type { Case } from '#model/case.ts';
import type { Gateway, Receipt } from '#model/gateway.ts';
import type { CaseId, Moment, PlatformName } from '#model/ids.ts';
import type { QuizVoice } from '#model/quiz-voice.ts';
import type { Change, Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import type { IsWorkday } from '#lib/working-time.ts';
import type { Links } from '#enforce/card.ts';
import type { Knowledge } from '#enforce/fields.ts';
import type { TextBook } from '#enforce/texts.ts';

/** What enforce needs of the house. */
export interface House extends Knowledge {
  readonly store: Store;
  readonly gateways: ReadonlyMap<PlatformName, Gateway>;
  readonly texts: TextBook;
  readonly links: Links;
  readonly clock: () => Moment;
  /** The unit's time zone: Asia/Shanghai. */
  readonly tz: string;
  /** Days the unit works; absent: Monday to Friday. */
  readonly isWorkday?: IsWorkday;
  /** Absent where no quizzes are run. */
  readonly voice?: QuizVoice;
  /** Something may be due, or a case has changed. */
  readonly onWake: () => void;
}

/** Receipts of calls whose outcome is not yet on disk: a deed tried again because recording failed is not done twice. */
export type Answered = Map<string, Receipt>;

const tries = 8;

/** Changes a case as it stands now; when somebody was faster, reads it anew and tries again. Null from `build` changes nothing. */
export async function changeCase<T extends Change>(
  house: House,
  id: CaseId,
  build: (one: Case | null) => T | null,
): Promise<T | null> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const change = build(await house.store.cases.find(id));
    if (change === null) return null;
    const recorded = await house.store.record(change);
    if (!recorded.ok) continue;
    house.onWake();
    return change;
  }
  throw new Transient(`case ${id}: changed ${tries} times meanwhile`);
}
