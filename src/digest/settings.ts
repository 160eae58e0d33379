import type { DigestSettings } from '#model/digest.ts';

/** Until the unit has chosen: the office daily, weekly and monthly, owners weekly, in the morning, by the platform only. */
export const usualSettings: DigestSettings = {
  office: ['day', 'week', 'month'],
  owners: ['week'],
  hour: 8.5,
  mailTo: [],
  sendsEmpty: false,
};
