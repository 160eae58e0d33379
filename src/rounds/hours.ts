import type { Group } from '#model/group.ts';
import type { QuizSetting } from '#model/round.ts';
import type { Hours } from '#lib/working-time.ts';

/** When a group may be asked: as its owner has narrowed the unit's hours. Where not an hour of them is left, the unit's hold. */
export function groupHours(group: Pick<Group, 'settings'> | null, unit: Hours): Hours {
  const own = group?.settings?.quizHours ?? unit;
  const hours: Hours = [Math.max(own[0], unit[0]), Math.min(own[1], unit[1])];
  return hours[1] - hours[0] >= 1 ? hours : unit;
}

/** The setting as it holds within these hours: an hour is left to answer the same day. */
export function heldIn(setting: QuizSetting, [from, to]: Hours): QuizSetting {
  const at = hourOf(setting.at) ?? from;
  const held = Math.max(from, Math.min(at, to - 1));
  return held === at ? setting : { ...setting, at: clockOf(held) };
}

/** `09:30` is 9.5. */
export function hourOf(text: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return Number(hour) + Number(minute) / 60;
}

function clockOf(hour: number): string {
  const minutes = Math.round(hour * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
