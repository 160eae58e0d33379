import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** More ways than this through one pattern on one window, and it is refused. */
const mostPaths = 10_000_000;
/** What one unbounded repeat weighs: two in a row are already too many. */
const unboundedWeight = 10_000;
/** A pattern never sees more than this (decisions.md, Patterns). */
export const windowSize = 400;

export interface PatternProblem {
  readonly says: string;
}

/** Why a pattern may not run: it does not parse, or could take too long. Null when it is safe. */
export function problemOf(source: string): PatternProblem | null {
  try {
    const paths = pathsOf(
      new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, undefined, undefined, { unicode: true }),
      false,
    );
    return paths > mostPaths
      ? {
          says: `expected repeats that do not nest or overlap, got about ${scale(paths)} ways to match; bound them with {0,n}`,
        }
      : null;
  } catch (error) {
    if (error instanceof Refused || error instanceof SyntaxError) return { says: error.message };
    throw error;
  }
}

class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * How many ways a backtracking engine may try at one place: a product along a sequence, a sum over alternatives, a power
 * under a repeat. It ignores that parts may exclude each other, so it errs on the safe side.
 */
function pathsOf(node: AST.Node, isRepeated: boolean): number {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return choose(node.alternatives, isRepeated);
    case 'Assertion':
      return node.kind === 'lookahead' || node.kind === 'lookbehind' ? choose(node.alternatives, isRepeated) : 1;
    case 'Alternative':
      return node.elements.reduce((ways, element) => ways * pathsOf(element, isRepeated), 1);
    case 'Quantifier':
      return repeat(node);
    case 'Backreference':
      throw new Refused(`expected no backreference, got ${node.raw}`);
    default:
      return 1;
  }
}

function choose(alternatives: readonly AST.Alternative[], isRepeated: boolean): number {
  const ways = alternatives.map((alternative) => pathsOf(alternative, isRepeated));
  // Outside a repeat, plain words beside each other cost nothing: at most one of them goes on.
  return isRepeated ? ways.reduce((sum, way) => sum + way, 0) : ways.reduce((sum, way) => sum + way - 1, 1);
}

function repeat(node: AST.Quantifier): number {
  if (node.max !== Infinity && node.max > windowSize)
    throw new Refused(`expected at most ${windowSize} repeats, got ${node.raw.slice(-12)}`);
  const most = Math.min(node.max, windowSize);
  const inner = pathsOf(node.element, most > 1);
  const lengths = node.max === Infinity ? unboundedWeight : most - node.min + 1;
  return inner === 1 ? lengths : lengths * inner ** most;
}

function scale(paths: number): string {
  return Number.isFinite(paths) ? `10^${Math.round(Math.log10(paths))}` : 'endlessly many';
}
