import { expect, test } from 'vitest';
import type { Hours } from '#lib/working-time.ts';
import { groupHours, heldIn } from '#rounds/hours.ts';
import { usualSetting } from '#rounds/parts.ts';
import { aGroupRow } from '../support/store-rows.ts';
import { aMember, aQuizHouse, at } from './house.ts';

const unit: Hours = [8.5, 18];

test.each<[name: string, own: Hours | null, hours: Hours, planned: string, held: string]>([
  ['nothing said: the unit’s', null, unit, '10:00', '10:00'],
  ['narrower', [14, 16], [14, 16], '10:00', '14:00'],
  ['wider than the unit’s: never at night', [0, 24], unit, '10:00', '10:00'],
  ['into the evening', [16.5, 22], [16.5, 18], '10:00', '16:30'],
  ['only at night: as if nothing were said', [20, 23], unit, '10:00', '10:00'],
  ['not an hour left', [7, 9], unit, '10:00', '10:00'],
  ['one hour', [9, 10], [9, 10], '10:00', '09:00'],
  ['later than planned is earlier', [9, 11.5], [9, 11.5], '16:00', '10:30'],
])('the owner’s hours for the quiz, %s', (_, own, hours, planned, held) => {
  const settings = own && { quizHours: own };
  const group = aGroupRow('test:g1', settings ? { settings: { ...noRules, ...settings } } : {});
  expect(groupHours(group, unit)).toEqual(hours);
  expect(heldIn({ ...usualSetting('test:g1'), at: planned }, hours).at).toBe(held);
});

const noRules = {
  posters: null,
  hours: null,
  fileKinds: null,
  linkDomains: null,
  exceptions: [],
  outsiders: 'none',
  trialUntil: null,
} as const;

test('a round keeps to them from the question to the result', async () => {
  const group = 'test:g1';
  const members = [aMember('owner', { role: 'owner' }), aMember('a')];
  const house = await aQuizHouse({ start: at('2026-11-25 09:00'), groups: [{ id: group, members }] });
  const found = await house.store.groups.find(group);
  if (!found) throw new Error('expected the group');
  await house.store.record({ groups: [{ ...found, settings: { ...noRules, quizHours: [14, 16] } }] });
  await house.until(at('2026-12-02 12:00'));
  expect([house.told(group), house.told('test:owner')]).toEqual([
    ['2026-11-25 14:00 每周一题·约30秒', '2026-11-26 14:30 本期小题还开着', '2026-11-30 14:30 本期小题还开着'],
    ['2026-12-01 14:30 本期小题快截止了'],
  ]);
  expect((await house.rounds.desk.settingOf(group)).at).toBe('14:00');
});
