import { expect, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import type { Examiner } from '#pipeline/examine.ts';
import { placeSender } from '#pipeline/placed.ts';
import { openTestStore } from '../support/open-store.ts';

const sender = { id: 'sandbox:m1', name: '张三', role: 'member' } as const;

test.each<[name: string, told: Examiner['departmentsOf'], departments: readonly string[] | undefined, errors: number]>([
  ['as the platform tells', async () => ['综合科'], ['综合科'], 0],
  ['nowhere, told so', async () => [], undefined, 0],
  ['not told', async () => null, undefined, 0],
  ['no such platform', undefined, undefined, 0],
  ['the platform is away', () => Promise.reject(new Transient('away')), undefined, 0],
  ['a bug of the door', () => Promise.reject(new TypeError('bug')), undefined, 1],
])('where the sender of a case works is known afterwards: %s', async (_, departmentsOf, departments, errors) => {
  const { store } = openTestStore();
  const person = await store.people.pseudonym(sender.id, sender.name);
  const failures: string[] = [];
  const onDetectorError = (name: string): void => void failures.push(name);
  await placeSender({ store, ...(departmentsOf && { departmentsOf }), onDetectorError }, { sender }, person);
  expect([(await store.people.find(person))?.departments, failures.length]).toEqual([departments, errors]);
});
