import { afterEach, expect, it, vi } from 'vitest';
import { requires } from './requires.ts';

afterEach(() => vi.unstubAllEnvs());

it('says what is missing and how to get it', () => {
  vi.stubEnv('PATH', '/nowhere');
  vi.stubEnv('ZHOUZHI_TEST_REQUIRE', 'gcc');
  expect(requires('browser')).toEqual({
    available: false,
    path: '',
    reason: ' [needs browser: apt-get install chromium fonts-noto-cjk]',
  });
});

it('fails instead of skipping where ZHOUZHI_TEST_REQUIRE names what is missing', () => {
  vi.stubEnv('PATH', '/nowhere');
  vi.stubEnv('ZHOUZHI_TEST_REQUIRE', 'browser,gcc');
  expect(() => requires('gcc')).toThrow('expected gcc on this machine (ZHOUZHI_TEST_REQUIRE), found none');
});
