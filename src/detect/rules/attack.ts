import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { windowSize } from '#detect/rules/safety.ts';

/** Strings that make a careless pattern slow: for every repeat, what leads there, the repeated part many times, and a wrong end. */
export function attackStrings(source: string): readonly string[] {
  const pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, undefined, undefined, { unicode: true });
  const found = new Set<string>();
  attack(pattern, '', found);
  return [...found, '1'.repeat(windowSize), '密'.repeat(windowSize), ' '.repeat(windowSize)];
}

function attack(node: AST.Node, before: string, found: Set<string>): void {
  if (node.type === 'Quantifier') {
    const part = sample(node.element) || ' ';
    for (const end of ['\u0001', '★', '']) found.add((before + part.repeat(windowSize)).slice(0, windowSize) + end);
    attack(node.element, before, found);
    return;
  }
  for (const alternative of alternativesOf(node)) {
    let path = before;
    for (const element of alternative.elements) {
      attack(element, path, found);
      path += sample(element);
    }
  }
}

function alternativesOf(node: AST.Node): readonly AST.Alternative[] {
  return 'alternatives' in node && node.type !== 'ClassStringDisjunction'
    ? node.alternatives.filter((one) => one.type === 'Alternative')
    : [];
}

/** A short string the node accepts, as far as that is easy to say. */
function sample(node: AST.Node): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
      return node.kind === 'digit' ? '1' : node.kind === 'space' ? ' ' : '密';
    case 'CharacterClass':
      return node.negate ? '密' : sampleOfClass(node);
    case 'Group':
    case 'CapturingGroup':
      return (node.alternatives[0]?.elements ?? []).map(sample).join('');
    case 'Quantifier':
      return sample(node.element).repeat(Math.min(Math.max(node.min, 1), 20));
    default:
      return '';
  }
}

function sampleOfClass(node: AST.CharacterClass): string {
  const first = node.elements[0];
  if (!first) return '';
  return first.type === 'CharacterClassRange' ? String.fromCodePoint(first.min.value) : sample(first);
}
