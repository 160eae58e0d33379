import { expect, test } from 'vitest';
import { decoyHash, hashPassword, isPassword } from '#console/password.ts';

test('a password fits its own hash and no other fits', async () => {
  const hash = await hashPassword('秋水长天ＡＢＣ１２３');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await hashPassword('秋水长天ＡＢＣ１２３')).not.toBe(hash);
  expect(await isPassword('秋水长天ABC123', hash)).toBe(true);
  expect(await isPassword('秋水长天ABC124', hash)).toBe(false);
});

test('nothing fits the decoy, which has the form and so the cost of a real hash', async () => {
  expect(decoyHash().replaceAll(/\$[^$]+\$[^$]+$/g, '')).toBe('$argon2id$v=19$m=65536,t=3,p=4');
  expect(await isPassword('', decoyHash())).toBe(false);
});

test('a hash of the reference implementation is understood, at its own cost', async () => {
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await isPassword('password', reference)).toBe(true);
});

test('another form of hash is an error', async () => {
  await expect(isPassword('x', '$2b$10$abc')).rejects.toThrow('expected $argon2id$v=19$');
});
