import type { DueDeed } from '#model/deed.ts';
import { platformOf } from '#model/ids.ts';
import type { QuizClose, QuizSay, QuizVoice } from '#model/quiz-voice.ts';
import type { Receipt } from '#model/gateway.ts';
import type { Change } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import type { Answered, House } from '#enforce/house.ts';
import { nextWorkingMoment } from '#lib/working-time.ts';
import { honoursKeys, repeatOnce } from '#enforce/repeat.ts';
import { addressOf } from '#enforce/say.ts';

/** Says something of a quiz: as a notice is said, with words from the bank. */
export async function sayQuiz(
  house: House,
  answered: Answered,
  due: DueDeed,
  deed: QuizSay,
  signal: AbortSignal,
): Promise<void> {
  const voice = voiceOf(house);
  const now = house.clock();
  const said = await voice.compose(deed, now);
  if (!said) {
    await house.store.record({ settles: [{ key: due.key, state: 'moot', receipt: null }] });
    return;
  }
  const hours = said.hours ?? (await house.store.unit())?.officeHours ?? [8.5, 18];
  const isWorkday = said.anyDay ? () => true : house.isWorkday;
  const dueAt = said.urgency === 'now' ? now : nextWorkingMoment(now, hours, house.tz, isWorkday);
  if (dueAt > now) return house.store.outbox.defer(due.key, dueAt, '等办公时间');

  const to = await addressOf(house, deed);
  const door = to && house.gateways.get(platformOf(to.id));
  if (!to || !door) return finish(house, due, deed, { ok: false, refused: 'invalid' });
  if (due.isUncertain && !honoursKeys(door, to.kind) && !answered.has(due.key))
    return repeatOnce(house, { due, deed, to });
  const receipt = answered.get(due.key) ?? (await door.send({ key: due.key, to, card: said.card }, signal));
  answered.set(due.key, receipt);
  await finish(house, due, deed, receipt);
}

/** The deadline of a round: closed, and the result is due. */
export function closeRound(house: House, due: DueDeed, deed: QuizClose): Promise<void> {
  return recordFresh(house, due, async () => {
    const change = await voiceOf(house).close(deed, house.clock());
    const state = change ? 'done' : 'moot';
    return { ...change, settles: [{ key: due.key, state, receipt: null }] };
  });
}

function finish(house: House, due: DueDeed, deed: QuizSay, receipt: Receipt): Promise<void> {
  const settled = {
    key: due.key,
    state: receipt.ok ? 'done' : 'refused',
    receipt: receipt.ok ? receipt.id : receipt.refused,
  } as const;
  return recordFresh(house, due, async () => ({
    ...(await voiceOf(house).said(deed, receipt, house.clock())),
    settles: [settled],
  }));
}

const tries = 8;

/** When somebody was faster, reads anew. */
async function recordFresh(house: House, due: DueDeed, build: () => Promise<Change>): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const recorded = await house.store.record(await build());
    if (!recorded.ok) continue;
    house.onWake();
    return;
  }
  throw new Transient(`deed ${due.key}: what it is about changed ${tries} times meanwhile`);
}

function voiceOf({ voice }: House): QuizVoice {
  if (!voice) throw new Error('quiz: expected a voice, got none: the house runs no quizzes');
  return voice;
}
