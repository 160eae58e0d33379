import { expect, test } from 'vitest';
import { routeTable } from '#console/console.ts';
import { aHouse } from './house.ts';

test('the description holds every route with its rights and the very schema of its request', async () => {
  const house = await aHouse();
  const { json } = await house.ask('GET', '/openapi.json');
  expect(json).toMatchObject({
    openapi: '3.1.0',
    paths: {
      '/session': {
        post: {
          security: [],
          description: '无需登录',
          requestBody: { content: { 'application/json': { schema: { required: ['name', 'password'] } } } },
        },
      },
      '/cases': { get: { security: [{ session: [] }], description: '角色：管理员、复核员、审计员' } },
      '/cases/{id}/rule': {
        post: {
          security: [{ session: [], csrf: [] }],
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: {
            content: {
              'application/json': {
                schema: { properties: { what: { enum: ['upheld', 'overturned'] } }, required: ['what', 'why'] },
              },
            },
          },
        },
      },
    },
  });
  const paths = routeTable(house.parts).map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  expect(json).toHaveProperty('paths', Object.fromEntries(paths.map((path) => [path, expect.anything()])));
});

test('the filters of the list are described as query parameters that may be left out', async () => {
  const house = await aHouse();
  const { json } = await house.ask('GET', '/openapi.json');
  const names = [
    'states',
    'kinds',
    'group',
    'outcome',
    'from',
    'until',
    'assignee',
    'waiting',
    'due',
    'department',
    'q',
    'after',
    'limit',
  ];
  expect(json).toMatchObject({
    paths: { '/cases': { get: { parameters: names.map((name) => ({ name, in: 'query', required: false })) } } },
  });
});
