import type { Pseudonym } from '#model/ids.ts';
import type { Post } from '#model/post.ts';
import { Transient } from '#model/transient.ts';
import type { Examiner } from '#pipeline/examine.ts';

const patience = 3000;

/** Where the sender works, asked once his case is on disk: nothing waits for it, and a platform that is away is asked with his next case. */
export async function placeSender(
  { store, departmentsOf, onDetectorError }: Pick<Examiner, 'store' | 'departmentsOf' | 'onDetectorError'>,
  { sender }: Pick<Post, 'sender'>,
  person: Pseudonym,
): Promise<void> {
  const patient = AbortSignal.timeout(patience);
  try {
    const departments = await departmentsOf?.(sender.id, patient);
    if (departments) await store.people.place(person, departments);
  } catch (error) {
    if (!(error instanceof Transient) && !patient.aborted) onDetectorError('departments', error);
  }
}
