import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** The instructions of each stage, comments gone and continued lines joined. */
function stagesOf(dockerfile: string): readonly (readonly Instruction[])[] {
  const instructions = dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^([A-Z]+)\s+(.+)$/.exec(line) ?? [];
      return name !== undefined && value !== undefined ? [{ name, value }] : [];
    });
  const starts = instructions.flatMap(({ name }, at) => (name === 'FROM' ? [at] : []));
  return starts.map((start, n) => instructions.slice(start, starts[n + 1]));
}

const stages = stagesOf(readFileSync('Dockerfile', 'utf8'));
const final = stages.at(-1) ?? [];
const values = (name: string, of: readonly Instruction[] = final): readonly string[] =>
  of.filter((instruction) => instruction.name === name).map(({ value }) => value);

it('the image runs as a numbered user who is not root, and starts by the launcher', () => {
  expect(values('USER')).toEqual(['10001:10001']);
  expect(values('ENTRYPOINT')).toEqual(['["node_modules/.bin/node", "src/zhouzhi.js"]']);
  expect(values('CMD')).toEqual(['["start"]']);
});

it('the image writes only into its volume', () => {
  expect(values('VOLUME')).toEqual(['/app/data/var']);
  expect(values('ENV').join(' ')).toContain('ZHOUZHI_DATA=/app/data/var');
  expect(values('ENV').join(' ')).toContain('ZHOUZHI_HOST=0.0.0.0');
});

it('the image takes built pages and production modules only', () => {
  expect(values('COPY')).toEqual(['--from=house /app ./']);
  const house = stages.at(-2) ?? [];
  expect(values('RUN', house).join('\n')).toMatch(/npm ci --omit=dev(?!.*--omit=optional)/);
  expect(values('COPY', house)).toEqual([
    'package.json package-lock.json .npmrc ./',
    'LICENSE ./',
    'src src',
    'rules rules',
    'data data',
    '--from=pages /app/dist/web dist/web',
  ]);
});

it('the build sees neither tests nor run-time data nor sample documents', () => {
  const [first, ...lines] = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  expect(first).toBe('*');
  expect(lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1))).not.toContain('test');
  expect(lines.slice(-2)).toEqual(['data/var', 'src/gateway/sandbox/scripts']);
});

it.each([
  ['healthy when /healthz answers 200', 200, 0],
  ['unhealthy when it answers 503', 503, 1],
  ['unhealthy when nothing listens', null, 1],
])('the health check says %s', async (_, status, exitCode) => {
  const [check = ''] = values('HEALTHCHECK');
  const [, ...args]: string[] = JSON.parse(check.slice(check.indexOf('[')));
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? (status ?? 500) : 404).end(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  if (status === null) server.close();
  const run = promisify(execFile)(process.execPath, args, { env: { ZHOUZHI_PORT: port } });
  const code = await run.then(
    () => 0,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
  server.close();
  expect(code).toBe(exitCode);
});
