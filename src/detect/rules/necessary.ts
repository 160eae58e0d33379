import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** More than this many characters say nothing about a text. */
const most = 64;

/**
 * Characters of which a text must hold at least one for the pattern to match anywhere; null where that cannot be said.
 * A pattern is not run on a text that holds none of them.
 */
export function necessaryFor(source: string): readonly number[] | null {
  const found = necessary(new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, undefined, undefined, { unicode: true }));
  return found && [...found];
}

type Codes = ReadonlySet<number> | null;

function necessary(node: AST.Node): Codes {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return united(node.alternatives.map(necessary));
    case 'Alternative':
      return smallest(node.elements.map(necessary));
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
  if (element.type !== 'CharacterClassRange') return necessary(element);
  const { min, max } = element;
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

function smallest(all: readonly Codes[]): Codes {
  return all.reduce((best, one) => (one && (!best || one.size < best.size) ? one : best), null);
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
