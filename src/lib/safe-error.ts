/** What may be logged of an error: its name and where it came from. A message may hold a member's words, so it stays out. */
export function safeError(error: unknown): { readonly name: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, at: frames.slice(0, 6).map((line) => line.trim()) };
}
