import { describe, expect, it } from 'vitest';
import { keyRing, seal, unseal } from '#lib/keys.ts';
import { safeError } from '#lib/safe-error.ts';
import { parseSheet } from '#lib/sheet.ts';
import { shortCode } from '#lib/short-code.ts';
import { openToken, signToken } from '#lib/signed-token.ts';
import { turning } from '#lib/turning.ts';

const key = Buffer.alloc(32, 7);

describe('signed links', () => {
  const claim = { use: 'notice', ref: 'K7M2-QX4D', person: 'm-1', exp: 2000 };
  const token = signToken(key, claim);

  it('open for their use until they expire', () => {
    expect(openToken(key, token, 'notice', 1999)).toEqual(claim);
  });

  it.each([
    ['expired', token, 'notice', 2000, key],
    ['for another use', token, 'mine', 0, key],
    ['signed with another key', token, 'notice', 0, Buffer.alloc(32, 8)],
    [
      'changed',
      `${signToken(key, { ...claim, person: 'm-2' }).split('.')[0]}.${token.split('.')[1]}`,
      'notice',
      0,
      key,
    ],
    ['cut', token.slice(0, -3), 'notice', 0, key],
    ['empty', '', 'notice', 0, key],
  ])('do not open when %s', (_why, given, use, now, withKey) => {
    expect(openToken(withKey, given, use, now)).toBeNull();
  });
});

describe('sealing at rest', () => {
  it('gives back what was sealed, and nothing under another key or after a change', () => {
    const ring = keyRing(key);
    const sealed = seal(ring.key('inbox'), '通知');
    expect(unseal(ring.key('inbox'), sealed).toString('utf8')).toBe('通知');
    expect(() => unseal(ring.key('people'), sealed)).toThrow('unable to authenticate data');
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => unseal(ring.key('inbox'), sealed)).toThrow('unable to authenticate data');
  });
});

describe('sheets', () => {
  const sheet = parseSheet('- id: a\n  title: 一\n- id: b\n  why:\n    - x\n', 'rules/a.yaml');
  it.each([
    [[0, 'title'], 2],
    [[1], 3],
    [[1, 'why', 0], 5],
    [[1, 'absent'], 3],
    [[], 1],
  ])('know the line of %j', (path, line) => {
    expect(sheet.lineOf(path)).toBe(line);
  });

  it('refuse what is not YAML with file and line', () => {
    expect(() => parseSheet('a: 1\na: 2\n', 'rules/b.yaml')).toThrow('rules/b.yaml:2: Map keys must be unique');
  });
});

describe('case numbers', () => {
  it('have two groups of letters that are not mistaken for one another', () => {
    expect(shortCode(Uint8Array.from({ length: 8 }, (_, i) => i * 31))).toBe('2222-2222');
    expect(shortCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 255]))).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  });
});

describe('an error in the log', () => {
  it('shows its name and place but never its message, which may hold a member’s words', () => {
    const shown = JSON.stringify(safeError(new RangeError('机密★10年 全文')));
    expect(shown).toContain('RangeError');
    expect(shown).toContain('lib.test.ts');
    expect(shown).not.toContain('机密');
  });
});

describe('a turning loop', () => {
  it('turns when woken, survives an error and stops', async () => {
    const turns: string[] = [];
    const errors: unknown[] = [];
    let seen = Promise.withResolvers<void>();
    const loop = turning(
      () => {
        turns.push('turn');
        seen.resolve();
        return turns.length === 1 ? Promise.reject(new Error('once')) : Promise.resolve(null);
      },
      (error) => errors.push(error),
    );
    await seen.promise;
    seen = Promise.withResolvers();
    loop.wake();
    await seen.promise;
    await loop.stop();
    expect(turns).toHaveLength(2);
    expect(errors).toEqual([new Error('once')]);
  });
});
