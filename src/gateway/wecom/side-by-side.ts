/** So many questions to the platform at once, and no more. */
const width = 8;

/** Answers in the order of what was asked. The first that fails fails all. */
export async function sideBySide<T, R>(asked: readonly T[], ask: (one: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < asked.length) {
      const index = next++;
      const one = asked[index];
      if (one !== undefined) answers[index] = await ask(one);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return answers;
}
