import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, expect, it } from 'vitest';
import walls from '../../.dependency-cruiser.mjs';

/** A house in which every wall is broken, and in which what is allowed stands beside. Per file: its imports. */
const house: Record<string, readonly string[]> = {
  'src/model/a.ts': ["import '#lib/a.ts'", "import 'yaml'"],
  'src/model/b.ts': ["import '#model/c.ts'"],
  'src/model/c.ts': [],
  'src/lib/a.ts': ["import 'yaml'", "import '#model/c.ts'"],
  'src/lib/circle.ts': ["import '#lib/round.ts'"],
  'src/lib/round.ts': ["import '#lib/circle.ts'"],
  'src/lib/typed.ts': ["import type { A } from '#lib/forms.ts'"],
  'src/lib/forms.ts': ["import '#lib/typed.ts'"],
  'src/lib/there.ts': ["import '#lib/not-there.ts'"],
  'src/lib/undeclared.ts': ["import 'acorn-walk'"],
  'src/lib/tool.ts': ["import 'vite'"],
  'src/lib/forgotten.ts': [],
  'src/build-pages.ts': ["import 'vite'"],
  'src/config.ts': ["import 'node:net'"],
  'src/detect/a.ts': ["import '#model/c.ts'", "import '#lib/tool.ts'", "import 'node:crypto'"],
  'src/detect/b.ts': ["import '#decide/a.ts'", "import 'node:fs'"],
  'src/decide/a.ts': ["import 'node:child_process'"],
  'src/enforce/a.ts': ["import 'axios'", "import '#config.ts'"],
  'src/console/a.ts': ["import 'express'", "import 'better-sqlite3'", "import 'node:http'"],
  'src/rounds/a.ts': ["import '#decide/a.ts'"],
  'src/learning/a.ts': ["import '#decide/a.ts'"],
  'src/store/a.ts': ["import 'better-sqlite3'", "import type { Express } from 'express'"],
  'src/gateway/sandbox/a.ts': ["import 'better-sqlite3'", "import 'axios'", "import 'express'", "import 'node:net'"],
  'src/gateway/wecom/a.ts': ["import '#gateway/sandbox/a.ts'", "import 'react'"],
  'src/pipeline/a.ts': ["import '#detect/a.ts'", "import '#store/a.ts'"],
  'src/main.ts': ["import '#store/a.ts'", "import '../test/support/a.ts'"],
  'src/web/one/main.tsx': [
    "import '#web/kit/a.tsx'",
    "import '#web/two/main.tsx'",
    "import type { A } from '#model/c.ts'",
  ],
  'src/web/two/main.tsx': ["import { c } from '#model/c.ts'", "import 'node:path'", "import '#lib/a.ts'"],
  'src/web/kit/a.tsx': ["import 'react'"],
  'test/support/a.ts': [],
  'test/detect/a.ts': ["import '../support/a.ts'", "import '../store/a.ts'"],
  'test/store/a.ts': ["import '#store/a.ts'"],
};
const expected = [
  'doors-know-no-other-door: src/gateway/wecom/a.ts > src/gateway/sandbox/a.ts',
  'imports-are-there: src/lib/there.ts > #lib/not-there.ts',
  'learning-asks-quiz: src/learning/a.ts > src/decide/a.ts',
  'lib-knows-no-room: src/lib/a.ts > src/model/c.ts',
  'libraries-are-declared: src/lib/undeclared.ts > acorn-walk',
  'model-imports-nothing: src/model/a.ts > src/lib/a.ts',
  'model-imports-nothing: src/model/a.ts > yaml',
  'no-circles: src/lib/circle.ts > src/lib/round.ts',
  'no-dead-wood: src/lib/forgotten.ts > src/lib/forgotten.ts',
  'only-doors-reach-out: src/console/a.ts > http',
  'only-doors-reach-out: src/enforce/a.ts > axios',
  'only-doors-speak-http: src/store/a.ts > express',
  'only-extract-starts-processes: src/decide/a.ts > child_process',
  'only-pages-know-react: src/gateway/wecom/a.ts > react',
  'only-store-knows-sql: src/console/a.ts > better-sqlite3',
  'pages-keep-to-themselves: src/web/one/main.tsx > src/web/two/main.tsx',
  'pages-keep-to-themselves: src/web/two/main.tsx > src/lib/a.ts',
  'pages-run-in-a-browser: src/web/two/main.tsx > path',
  'pages-take-types-only: src/web/two/main.tsx > src/model/c.ts',
  'pipeline-walks-through-rooms: src/pipeline/a.ts > src/store/a.ts',
  'pure-rooms-touch-nothing: src/decide/a.ts > child_process',
  'pure-rooms-touch-nothing: src/detect/b.ts > fs',
  'rooms-know-no-neighbour: src/detect/b.ts > src/decide/a.ts',
  'rooms-know-no-neighbour: src/enforce/a.ts > src/config.ts',
  'rounds-ask-quiz: src/rounds/a.ts > src/decide/a.ts',
  'source-needs-no-test: src/main.ts > test/support/a.ts',
  'source-needs-no-tool: src/lib/tool.ts > vite',
  'tests-lean-on-no-test: test/detect/a.ts > test/store/a.ts',
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhouzhi-walls-'));
  const known = Object.keys(house).filter((path) => path.startsWith('src/') && path !== 'src/lib/forgotten.ts');
  const launcher = known.map((path) => `import './${path.slice('src/'.length)}'`);
  for (const [path, imports] of Object.entries({ ...house, 'src/zhouzhi.js': launcher })) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), `${imports.join(';\n')};\nexport const c = 1;\nexport type A = number;\n`);
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  symlinkSync(resolve('package.json'), join(folder, 'package.json'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function broken(): Promise<ICruiseResult> {
  const { output } = await cruise(
    ['src', 'test'],
    { ...walls.options, ruleSet: { forbidden: walls.forbidden }, validate: true, baseDir: folder },
    walls.options.enhancedResolveOptions,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  if (typeof output === 'string') throw new TypeError('expected a result of the cruise, got text');
  return output;
}

it('every wall stops who walks through it, and nobody else', async () => {
  const { summary } = await broken();
  const found = summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} > ${to.replace(/^.*node_modules\/(?:@types\/)?([^/]+)\/.*$/, '$1')}`,
  );
  expect([...new Set(found)].toSorted()).toEqual(expected);
});

it('every wall is proved here and speaks in a sentence', () => {
  const proved = new Set(expected.map((line) => line.split(':')[0]));
  expect(walls.forbidden.filter(({ name }) => !proved.has(name))).toEqual([]);
  expect(walls.forbidden.filter(({ comment }) => !/^[A-Z].+\.$/.test(comment ?? ''))).toEqual([]);
});
