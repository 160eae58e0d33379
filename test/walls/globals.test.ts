import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Global names an import rule cannot see, and where they may stand. */
interface Wall {
  readonly says: string;
  readonly names: RegExp;
  readonly mayStandIn: RegExp;
}

const pure = '(?!src/(?:model|detect|decide|quiz|digest)/)';
const walls: readonly Wall[] = [
  {
    says: 'A pure room asks neither clock nor chance: hand the moment or the number in.',
    names:
      /^(Date\.now|new Date\(\)|Date\(\)|performance|Math\.random|crypto|random(Bytes|UUID|Int|FillSync|Fill)|setTimeout|setInterval|setImmediate)$/,
    mayStandIn: new RegExp(`^${pure}`),
  },
  {
    says: 'A pure room touches no process and no console.',
    names: /^(process|console)$/,
    mayStandIn: new RegExp(`^${pure}`),
  },
  {
    says: 'Only a gateway and the pages fetch.',
    names: /^(fetch|XMLHttpRequest|WebSocket|EventSource)$/,
    mayStandIn: /^src\/(gateway|web)\//,
  },
  {
    says: 'Only config.ts reads the environment.',
    names: /^process\.env$/,
    mayStandIn: /^src\/config\.ts$/,
  },
];

/** The names a source uses as values: bare ones, `a.b`, and a clock asked by `new Date()`. */
function namesIn(path: string, source: string): readonly string[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isPropertyAccessExpression(node)) {
      names.add(`${node.expression.getText()}.${node.name.text}`);
      visit(node.expression);
      return;
    }
    if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) {
      ts.forEachChild(node, (child) => (child === node.name ? undefined : visit(child)));
      return;
    }
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      names.add('new Date()');
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date') names.add('Date()');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind));
  return [...names];
}

function breaches(path: string, source: string): readonly string[] {
  const names = namesIn(path, source);
  return walls
    .filter(({ mayStandIn }) => !mayStandIn.test(path))
    .flatMap((wall) => names.filter((name) => wall.names.test(name)).map((name) => `${path}: ${name}. ${wall.says}`));
}

it.each([
  ['src/decide/a.ts', 'const at = Date.now();', ['Date.now']],
  ['src/decide/a.ts', 'const at = new Date();', ['new Date()']],
  ['src/decide/a.ts', 'const at = (moment: number) => new Date(moment); // not Date.now()', []],
  ['src/detect/a.ts', "import { createHmac, randomBytes } from 'node:crypto';", ['randomBytes']],
  ['src/detect/a.ts', 'interface Timer { readonly process: string } const a = { fetch: 1, process() {} };', []],
  ['src/quiz/a.ts', 'const a = Math.random() * Math.floor(2);', ['Math.random']],
  ['src/model/a.ts', 'const fetched = await fetch(process.title);', ['process', 'fetch']],
  [
    'src/enforce/a.ts',
    'const a = process.env.A ?? Date.now(); setTimeout(() => fetch(a), 1);',
    ['fetch', 'process.env'],
  ],
  ['src/gateway/feishu/a.ts', 'await fetch(url); const a = new Date();', []],
  ['src/config.ts', 'const a = process.env;', []],
  ['src/web/kit/a.tsx', 'const a = <b onClick={() => fetch("/")}>process.env</b>;', []],
])('%s: %s', (path, source, expected) => {
  const found = breaches(path, source).map((line) => line.slice(path.length + 2).replace(/\. [A-Z].*/, ''));
  expect(found.toSorted()).toEqual(expected.toSorted());
});

it('holds in the whole source', () => {
  const files = globSync('src/**/*.{ts,tsx}');
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap((path) => breaches(path, readFileSync(path, 'utf8')))).toEqual([]);
});
