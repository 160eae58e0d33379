import type { AppealReason, Case, CaseState } from '#model/case.ts';
import type { NoticePage } from '#model/desk.ts';
import type { CaseId, Pseudonym } from '#model/ids.ts';
import type { LedgerEvent } from '#model/ledger.ts';
import { fill, type Fields } from '#enforce/field-names.ts';
import { articleOf, fieldsOf, insteadOf, unitFields } from '#enforce/fields.ts';
import { mayAccept } from '#enforce/case-state.ts';
import type { House } from '#enforce/house.ts';
import { dayAndTime } from '#enforce/local-time.ts';
import { mayAppeal } from '#enforce/member-deeds.ts';
import { senderText, stageOf } from '#enforce/sender-text.ts';
import { textOf } from '#enforce/texts.ts';

const appealLabels: readonly { readonly id: AppealReason; readonly label: string }[] = [
  { id: 'published', label: '已公开发布' },
  { id: 'approved', label: '在本群发布经过批准' },
  { id: 'mistaken', label: '认错了（题目、玩笑、法条等）' },
  { id: 'not-mine', label: '不是我发的' },
  { id: 'other', label: '其他，当面说明' },
];

/** For the member himself: what happened, never to whom it was reported in what grade. */
const memberWords: Partial<Readonly<Record<LedgerEvent, string>>> = {
  retracted: '系统已撤回该消息',
  'recall-requested': '已请您撤回',
  reminded: '再次提醒',
  'claimed-withdrawn': '您表示已撤回',
  'cannot-withdraw': '您表示撤不回',
  contacted: '您表示已联系',
  accepted: '您表示接受提醒',
  'acceptance-withdrawn': '您提出申诉，之前的接受不再算数',
  'lesson-asked': '已私下发给您一道同类小题',
  'lesson-answered': '您作答了同类小题',
  withdrawn: '消息已撤回',
  appealed: '您提出了申诉',
  'appeal-answered': '申诉已答复',
  upheld: '人工复核：维持',
  overturned: '人工复核：撤销处置',
  closed: '已办结',
};

const stateLines: Readonly<Record<CaseState, string>> = {
  open: '目前状态：处理中。',
  'recall-requested': '目前状态：等您撤回。',
  withdrawn: '目前状态：消息已撤回，等人工核实。',
  escalated: '目前状态：由人工处理中。',
  upheld: '已由人工复核：这条消息不宜在本群发布，原提醒维持。',
  overturned: '已由人工复核：您发的消息没有问题，是我们判断错了，对不起。记录和计数已清除。',
  closed: '目前状态：已办结，无需您再做什么。',
};

/** The client no longer offers what he was asked for. */
const lateLine = '目前状态：已过撤回时限，由人工处理中。';

/** What the sender reads behind his signed link; nobody else, and nothing where he must not be warned. */
export async function noticePage(house: House, id: CaseId, person: Pseudonym): Promise<NoticePage | null> {
  const { store } = house;
  const one = await store.cases.find(id);
  if (!one || one.sender !== person || one.outcome === 'review') return null;
  const [group, rows, unit] = await Promise.all([store.groups.find(one.group), store.cases.timeline(id), store.unit()]);
  const stage = stageOf(one, group?.abilities.recallWindow ?? null, house.clock());
  const textId = senderText(one, stage, unit?.heads.includes(person) ?? false);
  if (textId === null) return null;
  const text = textOf(house.texts, textId);
  const fields = fieldsOf(
    { case: one, group, unit, now: house.clock(), tz: house.tz, count: 0, head: await store.ledger.head() },
    house,
  );
  const front = `您${fields.时间}在“${fields.群名}”发的一条${fields.类型}，编号 ${fields.编号}。`;
  return {
    case: id,
    title: one.state === 'overturned' ? textOf(house.texts, 'overturned').title : text.title,
    paragraphs: [
      front,
      one.state === 'recall-requested' && stage === 'late' ? lateLine : stateLines[one.state],
      ...answered(one, fields, (moment) => dayAndTime(moment, house.clock(), house.tz)),
      ...(one.state === 'overturned' ? [] : text.page.map((line) => fill(line, fields))),
    ],
    // Who did nothing wrong is not told how to do it right.
    article: one.state === 'overturned' ? '' : articleOf(one, house),
    instead: one.state === 'overturned' ? '' : insteadOf(one, house, unitFields(unit)),
    state: one.state,
    canAppeal: mayAppeal(one),
    acceptance: mayAccept(one)
      ? textOf(house.texts, 'accepted')
          .page.map((line) => fill(line, fields))
          .join('')
      : null,
    appealReasons: appealLabels,
    timeline: rows.flatMap((row) => sayToMember(row, person)),
  };
}

/** General words: what a reviewer wrote for the file stays in the file. */
const upheldReasons: Partial<Readonly<Record<Case['kind'], string>>> = {
  classified: '理由：这类内容不宜在互联网上传递。',
  'personal-data': '理由：里面有他人的信息，不宜发在群里。',
  'risky-request': '理由：这样的安排会让同事用手机传不该传的东西。',
  scope: '理由：超出了本群周知性一般信息的范围。',
};
const recordTerm = 90 * 24 * 3_600_000;

/** What a person has decided, why in general, how to object further, and when it is forgotten. */
function answered(
  one: Case,
  { 保密办: office, 上级电话: phone }: Fields,
  at: (moment: number) => string,
): readonly string[] {
  if (one.appeal !== null && one.appeal.answeredAt === null && one.appeal.answerBy !== undefined)
    return [`您的申诉由没有经手过的复核人员在${at(one.appeal.answerBy)}前答复。`];
  if (one.state === 'overturned')
    return [
      '曾收到通知的人已同步更正。您可以重新发送，同样的内容不会再被拦。',
      `规则也会据此改进。给您添麻烦了，有话请随时找${office}。`,
    ];
  if (one.state !== 'upheld') return [];
  const reason = upheldReasons[one.kind];
  const ruledAt = one.ruling?.at;
  return [
    ...(reason === undefined ? [] : [reason]),
    `如仍有不同意见，可向 ${phone} 反映。此事不在群内公开${one.charged && ruledAt !== undefined ? `，累计记录${at(ruledAt + recordTerm)}自动清除` : ''}。`,
  ];
}

function sayToMember(
  row: { readonly at: number; readonly event: LedgerEvent; readonly detail?: Readonly<Record<string, unknown>> },
  person: Pseudonym,
) {
  const says = memberWords[row.event];
  // Reminders to others, and a ruling that waits for its second person, are not his to read.
  const isOthers = row.event === 'reminded' && row.detail?.to !== person;
  return says === undefined || isOthers || row.detail?.awaits !== undefined ? [] : [{ at: row.at, says }];
}
