import { describe, expect, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import { aCase, aPage } from './a-case.ts';
import { aHouse } from './house.ts';

describe('bad requests', () => {
  test.each([
    ['an unknown address', 'GET', '/nothing', undefined, 404, 'no-such-address', '没有这个接口。'],
    ['a method the address does not have', 'DELETE', '/cases', undefined, 405, 'wrong-method', '此地址不支持该方法。'],
    ['a bad escape', 'GET', '/cases/%E0%A4%A', undefined, 400, 'bad-request', '请求格式不正确。'],
    ['broken JSON', 'POST', '/session', '{"name":', 400, 'bad-request', '请求格式不正确。'],
    ['JSON that is no object', 'POST', '/session', '"name"', 400, 'bad-request', '请求格式不正确。'],
    [
      'a body beyond 64 KB',
      'POST',
      '/session',
      JSON.stringify({ name: 'x'.repeat(70_000) }),
      413,
      'too-large',
      '请求过大，上限 64 KB。',
    ],
  ])('%s is answered in JSON', async (_name, method, path, body, status, code, says) => {
    const house = await aHouse();
    const answer = await house.ask(method, path, { as: await house.seated('admin'), body });
    expect([answer.status, answer.json, answer.headers.get('content-type')]).toEqual([
      status,
      { error: { code, says } },
      'application/json; charset=utf-8',
    ]);
    expect(house.failures).toEqual([]);
  });

  test('a request that names the wrong fields is told which', async () => {
    const house = await aHouse();
    const answer = await house.ask('POST', '/session', { body: { name: '', password: 7 } });
    expect(answer.json).toMatchObject({
      error: { code: 'bad-request', fields: { name: expect.any(String), password: expect.any(String) } },
    });
  });

  test('a foreign address given to the sign-in leads nowhere', async () => {
    const house = await aHouse();
    const answer = await house.ask('GET', '/session?next=https://evil.example&redirect=//evil.example');
    expect([answer.status, answer.headers.get('location'), answer.text.includes('evil')]).toEqual([200, null, false]);
  });
});

test('a bug is logged with its route and told without its words', async () => {
  const bug = new Error('secret of the inside');
  const house = await aHouse({ desk: { acknowledge: () => Promise.reject(bug) } });
  await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
  const answer = await house.ask('POST', '/cases/K7M2-QX4D/acknowledge', { as: await house.seated('reviewer') });
  expect([answer.status, answer.json]).toEqual([
    500,
    { error: { code: 'failed', says: '系统内部错误，已记录，请稍后再试。' } },
  ]);
  expect(house.failures).toEqual([{ error: bug, route: 'post /cases/:id/acknowledge' }]);
});

test('what may pass by itself is answered 503 with what a person must do', async () => {
  const busy = new Transient('database is locked', { operator: '数据库忙，请检查磁盘。' });
  const house = await aHouse({ desk: { notice: () => Promise.reject(busy), acknowledge: () => Promise.reject(busy) } });
  await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
  const answer = await house.ask('POST', '/cases/K7M2-QX4D/acknowledge', { as: await house.seated('reviewer') });
  expect([answer.status, answer.json, answer.headers.get('retry-after')]).toEqual([
    503,
    { error: { code: 'later', says: '数据库忙，请检查磁盘。' } },
    '5',
  ]);
  expect(house.failures).toEqual([]);
});

test('a name full of markup stays JSON and never becomes a page', async () => {
  const name = '</script><img src=x onerror=alert(1)>';
  const house = await aHouse({
    desk: { page: async (id) => ({ ...aPage(aCase({ sender: 'person-1', id })), senderName: name }) },
  });
  await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
  const answer = await house.ask('GET', '/cases/K7M2-QX4D', { as: await house.seated('reviewer') });
  expect(answer.json).toMatchObject({ senderName: name });
  expect([
    answer.text.includes('<'),
    answer.headers.get('x-content-type-options'),
    answer.headers.get('content-type'),
  ]).toEqual([false, 'nosniff', 'application/json; charset=utf-8']);
});
