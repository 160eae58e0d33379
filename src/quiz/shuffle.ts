import { createHash } from 'node:crypto';
import type { QuizItem } from '#model/quiz.ts';

/** The order in which a member sees the choices, as numbers of the item's own; the same seed gives the same order. */
export function orderFor({ id, kind, choices }: QuizItem, seed: string): readonly number[] {
  const numbers = choices.map((_, number) => number);
  // 对 comes before 错, and a chain is told as it happened.
  if (kind === 'true-false' || kind === 'moment') return numbers;
  const rank = new Map(numbers.map((number) => [number, hashOf(`${seed}\n${id}\n${number}`)]));
  return numbers.toSorted((one, other) => ((rank.get(one) ?? '') < (rank.get(other) ?? '') ? -1 : 1));
}

/** The item's own numbers of the letters a member typed or tapped; null where it is not a list of letters shown. */
export function chosenOf(letters: string, order: readonly number[]): readonly number[] | null {
  const plain = letters
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s,、，.。]/gu, '');
  if (!/^[A-F]+$/.test(plain)) return null;
  const chosen = [...new Set(plain)].map((letter) => order[letter.charCodeAt(0) - 65]);
  return chosen.every((number) => number !== undefined) ? chosen : null;
}

export function lettersOf(numbers: readonly number[], order: readonly number[]): string {
  return numbers
    .map((number) => String.fromCharCode(65 + order.indexOf(number)))
    .toSorted()
    .join('');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
