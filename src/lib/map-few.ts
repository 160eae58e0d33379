/** Maps with at most `few` at once; results stand in the order of their sources. */
export async function mapFew<Source, Result>(
  sources: readonly Source[],
  few: number,
  map: (source: Source) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const rest = [...sources.entries()].values();
  const work = async (): Promise<void> => {
    for (const [index, source] of rest) results[index] = await map(source);
  };
  await Promise.all(Array.from({ length: few }, work));
  return results;
}
