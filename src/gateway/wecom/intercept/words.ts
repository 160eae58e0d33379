/** Shapes of code names: of projects, operations, units and types of arms. They are not told to a vendor, whoever wrote them down. */
const codeNames: readonly RegExp[] = [
  /代号|密语|暗号|番号/u,
  /^[\dA-Za-z〇零一二三四五六七八九十百]{1,6}[-·]?(?:工程|项目|任务|行动|专案|计划|基地|部队|所|库|号)$/u,
  /.(?:工程|行动|任务|专案|计划)$/u,
  /\d{4,6}部队/u,
  /^[A-Za-z]{1,4}[-·]?\d{1,5}[A-Za-z]?$/u,
];

/** Why a word does not go out; null where it may. */
export function wordFault(word: string): string | null {
  const { length } = [...word];
  if (length < 1 || length > 32) return `每个词 1–32 个字：expected 1 to 32 characters, got ${length}`;
  if (/\p{Cc}/u.test(word)) return '不能含控制字符：expected no control characters';
  return codeNames.some((shape) => shape.test(word))
    ? '像代号的词不能告诉企业微信：expected no code name, got one by its shape'
    : null;
}

/** The platform's limits. */
export const mostWords = 300;
export const mostRules = 100;

/** In an order of their own, so that the same list always makes the same rules. */
export function packsOf(words: readonly string[]): readonly (readonly string[])[] {
  const sorted = [...new Set(words)].toSorted();
  return Array.from({ length: Math.ceil(sorted.length / mostWords) }, (_, n) =>
    sorted.slice(n * mostWords, (n + 1) * mostWords),
  );
}
