import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { levelOf } from '#detect/text/ordinary.ts';
import { isHan } from '#detect/text/separators.ts';

/** Characters of which a text must hold at least one. */
export type OneOf = readonly number[];
/** What a text must hold for one alternative of a pattern to match. */
export type Way = readonly OneOf[];

/** More than this many characters say nothing about a text. */
const most = 64;
/** Of an alternative's sets the rarest few tell enough. */
export const mostSets = 3;

/**
 * For each alternative of a pattern, the sets of characters of each of which a text must hold one for it to match anywhere;
 * null where that cannot be said. A pattern is not run on a text that meets no alternative's needs.
 */
export function necessaryFor(source: string): readonly Way[] | null {
  const pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, undefined, undefined, { unicode: true });
  const ways = pattern.alternatives.map((alternative) =>
    setsOf(alternative)
      .slice(0, mostSets)
      .map((set) => [...set]),
  );
  return ways.some((way) => way.length === 0) ? null : ways;
}

/** How many digits every match has at the least: a post with fewer needs no look for numbers. */
export function leastDigitsIn(source: string): number {
  return digitsOf(
    new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, undefined, undefined, { unicode: true }),
  );
}

function digitsOf(node: AST.Node): number {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return Math.min(...node.alternatives.map(digitsOf));
    case 'Alternative':
      return node.elements.reduce((sum, element) => sum + digitsOf(element), 0);
    case 'Quantifier':
      return node.min * digitsOf(node.element);
    case 'Character':
      return isDigit(node.value) ? 1 : 0;
    case 'CharacterSet':
      return node.kind === 'digit' && !node.negate ? 1 : 0;
    case 'CharacterClass':
      return !node.negate && node.elements.every(isOfDigits) ? 1 : 0;
    default:
      return 0;
  }
}

function isOfDigits(element: AST.CharacterClassElement): boolean {
  return element.type === 'CharacterClassRange'
    ? isDigit(element.min.value) && isDigit(element.max.value)
    : digitsOf(element) === 1;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

type Codes = ReadonlySet<number> | null;

/** Rarest first. */
function setsOf(alternative: AST.Alternative): readonly ReadonlySet<number>[] {
  const sets = alternative.elements.flatMap((element) => necessary(element) ?? []);
  return sets.toSorted((a, b) => commonness(a) - commonness(b));
}

/** How often one of them is written, by the words of one character. Digits and signs have a share of their own. */
function commonness(codes: ReadonlySet<number>): number {
  let sum = 0;
  for (const code of codes) sum += 2 ** (isHan(code) ? levelOf(String.fromCharCode(code)) : levelOfSigns);
  return sum;
}
const levelOfSigns = 16;

function necessary(node: AST.Element): Codes {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return united(node.alternatives.map((alternative) => setsOf(alternative)[0] ?? null));
    case 'Quantifier':
      return node.min > 0 ? necessary(node.element) : null;
    case 'Character':
      return bothCases([node.value]);
    case 'CharacterSet':
      return node.kind === 'digit' && !node.negate ? new Set(Array.from('0123456789', codeOf)) : null;
    case 'CharacterClass':
      return node.negate ? null : united(node.elements.map(ofClassElement));
    default:
      return null;
  }
}

function ofClassElement(element: AST.CharacterClassElement): Codes {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
      return necessary(element);
    case 'CharacterClassRange':
      return ofRange(element);
    default:
      return null;
  }
}

function ofRange({ min, max }: AST.CharacterClassRange): Codes {
  if (max.value - min.value >= most) return null;
  return bothCases(Array.from({ length: max.value - min.value + 1 }, (_, index) => min.value + index));
}

function united(all: readonly Codes[]): Codes {
  const codes = new Set<number>();
  for (const one of all) {
    if (!one) return null;
    for (const code of one) codes.add(code);
  }
  return codes.size > 0 && codes.size <= most ? codes : null;
}

/** Patterns ignore case; texts are folded to small letters, but not every sign that has a case is. */
function bothCases(codes: readonly number[]): Codes {
  const forms = codes.flatMap((code) => {
    const character = String.fromCodePoint(code);
    return [character, character.toLowerCase(), character.toUpperCase()];
  });
  return new Set(forms.map(codeOf));
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
