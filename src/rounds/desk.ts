import type { Actor } from '#model/case.ts';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { AnswerGiven, Answered, QuizDesk } from '#model/quiz-desk.ts';
import type { ContestReason, QuizSetting, Round, RoundId } from '#model/round.ts';
import { Transient } from '#model/transient.ts';
import { askedOf, takeAnswer } from '#rounds/answer.ts';
import { cancelRound, closeRound, together } from '#rounds/close.ts';
import { hourOf } from '#rounds/hours.ts';
import { putOff } from '#rounds/later.ts';
import { excusePerson, pardonPerson } from '#rounds/excuses.ts';
import { openRound } from '#rounds/open.ts';
import { ownOrder } from '#rounds/order.ts';
import { questionPage } from '#rounds/page.ts';
import { previewOf } from '#rounds/preview.ts';
import { itemOf, officeHours, settingOf, type RoundsParts } from '#rounds/parts.ts';
import { refuse } from '#rounds/refusals.ts';

/** What people may do: members by their links, the office and owners by the console. */
export function createQuizDesk(parts: RoundsParts): QuizDesk {
  return {
    page: (ref, person) => questionPage(parts, ref, person),
    answer: (given) => answer(parts, given),
    putOff: (ref, person) => putOff(parts, ref, person),
    contest: (ref, person, why) => contest(parts, ref, person, why),
    excuse: (excuse, actor) => excusePerson(parts, excuse, actor),
    pardon: (excuse, actor) => pardonPerson(parts, excuse, actor),
    runNow: (group, actor) => runNow(parts, group, actor),
    cancel: (round, actor) => cancel(parts, round, actor),
    set: (setting, actor) => set(parts, setting, actor),
    preview: (item, of) => previewOf(parts, item, of),
    settingOf: (group) => settingOf(parts, group),
  };
}

async function answer(parts: RoundsParts, { ref, person, places, ms }: AnswerGiven): Promise<Answered> {
  const asked = await askedOf(parts, ref);
  const item = asked && itemOf(parts, asked.kind === 'round' ? asked.round.item : asked.prompt.item);
  if (!item) return refuse('unknown');
  const order = ownOrder(item, ref, person);
  const chosen = places.flatMap((place) => order[place] ?? []);
  const whole = chosen.length === places.length ? chosen : null;
  const taken = await takeAnswer(parts, { ref, person, chosen: whole, via: 'page', ms, key: null });
  if (taken.kind !== 'new' && taken.kind !== 'again') return refuse(taken.kind);
  const page = await questionPage(parts, ref, person);
  return page ? { ok: true, isNew: taken.kind === 'new', attempt: taken.attempt, page } : refuse('unknown');
}

/** Whoever has seen the explanation may doubt it. */
async function contest(
  parts: RoundsParts,
  ref: RoundId,
  person: Pseudonym,
  why: ContestReason,
): ReturnType<QuizDesk['contest']> {
  const page = await questionPage(parts, ref, person);
  if (!page) return refuse('unknown');
  if (!page.canContest) return refuse('not-in-this-state');
  const at = parts.clock();
  await parts.store.record({
    quiz: { contests: [{ item: page.item, person, why, at, state: 'open', answeredAt: null, by: null }] },
    ledger: [{ at, event: 'item-contested', actor: { kind: 'member', person }, detail: { item: page.item, why } }],
  });
  return { ok: true };
}

const tries = 8;
const patience = 30_000;

async function runNow(parts: RoundsParts, id: GroupId, actor: Actor): ReturnType<QuizDesk['runNow']> {
  const { store } = parts;
  const group = await store.groups.find(id);
  if (!group || group.state !== 'active' || group.introducedAt === null || group.mode === 'off')
    return refuse('unknown');
  for (let attempt = 0; attempt < tries; attempt++) {
    const now = parts.clock();
    const before = await store.quiz.openRound(id);
    const opened = await openRound(parts, group, { slot: now, now, by: 'hand', actor }, AbortSignal.timeout(patience));
    if (!opened.round) return refuse('nothing-due');
    const change = before ? together(closeRound(before, now, actor), opened.change) : opened.change;
    if (!(await store.record(change)).ok) continue;
    parts.onWake();
    return { ok: true, round: opened.round };
  }
  throw new Transient(`quiz of ${id}: changed ${tries} times meanwhile`);
}

async function cancel(parts: RoundsParts, id: RoundId, actor: Actor): ReturnType<QuizDesk['cancel']> {
  const round: Round | null = await parts.store.quiz.round(id);
  if (!round) return refuse('unknown');
  if (round.state !== 'open') return refuse('not-in-this-state');
  const recorded = await parts.store.record(cancelRound(round, parts.clock(), actor));
  return recorded.ok ? { ok: true, round: { ...round, state: 'cancelled' } } : refuse('not-in-this-state');
}

async function set(parts: RoundsParts, setting: QuizSetting, actor: Actor): ReturnType<QuizDesk['set']> {
  const { store } = parts;
  if (!(await store.groups.find(setting.group))) return refuse('unknown');
  const [from, to] = await officeHours(parts);
  const hour = hourOf(setting.at);
  if (hour === null || hour < from || hour >= to - 1)
    return refuse('not-in-this-state', '请把出题时间定在办公时间内，并至少比下班早一小时。');
  const { group, isOn, weekdays, at, openDays, onRestDays } = setting;
  const detail = { isOn, weekdays: weekdays.join(' '), at, openDays, onRestDays };
  await store.record({
    quiz: { settings: [setting] },
    ledger: [{ at: parts.clock(), event: 'quiz-set', actor, group, detail }],
  });
  return { ok: true };
}
