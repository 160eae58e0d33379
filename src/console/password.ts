import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 9106, section 4, second recommended option. */
const cost = { memory: 65536, passes: 3, parallelism: 4 };
const format =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{1,128})\$([A-Za-z0-9+/]{1,128})$/;

/** argon2id in the PHC string format, so that the cost can rise later without losing the old hashes. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return written(salt, await derive(password, salt, { ...cost, tagLength: 32 }));
}

/** Looks like a hash and costs as much to check, but no password fits it: for names that do not exist. */
export function decoyHash(): string {
  return written(randomBytes(16), randomBytes(32));
}

function written(salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = format.exec(hash) ?? [];
  if (!salt || !tag) throw new Error('password hash: expected $argon2id$v=19$m=…,t=…,p=…$salt$tag, got another form');
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

/** NFKC: the same password typed with another input method is the same password. */
function derive(
  password: string,
  nonce: Buffer,
  parameters: { memory: number; passes: number; parallelism: number; tagLength: number },
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  argon2('argon2id', { ...parameters, message: password.normalize('NFKC'), nonce }, (error, tag) => {
    if (error) reject(error);
    else resolve(tag);
  });
  return promise;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
