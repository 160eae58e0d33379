import type { Case, SizeUnit } from '#model/case.ts';
import type { Catalogue } from '#model/catalogue.ts';
import type { CaseRowWire, CaseWire } from '#model/console-wire.ts';
import type { CasePage, Clerk } from '#model/desk.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { clocksOf } from '#console/views/clocks.ts';
import { namesOf } from '#console/views/who.ts';
import { coverageWords } from '#console/views/words.ts';

type Sources = Pick<ConsoleParts, 'store' | 'catalogue' | 'timeZone' | 'isWorkday' | 'now'>;

/** Rows of a list, without those of the clerk himself; each name is looked up once. */
export async function caseRows(
  { store, catalogue, ...calendar }: Sources,
  found: readonly Case[],
  clerk: Clerk,
): Promise<readonly CaseRowWire[]> {
  const groups = new Map((await store.groups.list()).map(({ id, name }) => [id, name]));
  const names = namesOf(store);
  return Promise.all(
    found
      .filter((one) => !isOwn(one, clerk))
      .map(async (one) =>
        caseRow(one, {
          groupName: groups.get(one.group) ?? one.group,
          categories: catalogue.categories,
          assigneeName: one.assignee ? await names.actor({ kind: 'account', account: one.assignee }) : null,
          clocks: await clocksOf(store, one, { ...calendar, now: calendar.now() }),
        }),
      ),
  );
}

function caseRow(
  found: Case,
  {
    groupName,
    categories,
    assigneeName,
    clocks,
  }: Pick<Catalogue, 'categories'> &
    Pick<CaseRowWire, 'groupName' | 'assigneeName'> & { readonly clocks: Awaited<ReturnType<typeof clocksOf>> },
): CaseRowWire {
  return {
    id: found.id,
    detectedAt: found.detectedAt,
    group: found.group,
    groupName,
    form: found.form,
    kind: found.kind,
    categoryTitle: found.category === null ? '待人工查看' : (categories.get(found.category)?.title ?? found.category),
    confidence: found.confidence,
    outcome: found.outcome,
    severity: found.severity,
    state: found.state,
    done: found.done,
    withheld: found.withheld.map((measure) => measure.do),
    recallBy: found.recallBy,
    reportBy: found.reportBy,
    isReported: found.report !== null,
    isAcknowledged: found.acknowledgedAt !== null,
    isAppealed: isAppealed(found),
    isHeld: found.isHeld,
    assigneeName,
    ...clocks,
  };
}

export function caseView(
  page: CasePage,
  clerk: Clerk,
  {
    categories,
    rules,
    unsealing,
    clocks,
  }: Pick<Catalogue, 'categories' | 'rules'> &
    Pick<CaseWire, 'unsealing'> & { readonly clocks: Awaited<ReturnType<typeof clocksOf>> },
): CaseWire {
  const found = page.case;
  const { ruling, report } = found;
  return {
    ...caseRow(found, { groupName: page.groupName, categories, assigneeName: page.assigneeName, clocks }),
    categoryTitle: page.categoryTitle,
    senderName: page.senderName,
    sentAt: found.sentAt,
    size: found.size,
    sizeIn: sizeUnitOf(found),
    cues: page.cues,
    reasons: page.reasons,
    unread: page.unread,
    coverage: page.abilities && coverageWords(page.abilities),
    members: page.members,
    chain: page.chain.map(({ at, groupName, senderName, case: one }) => ({
      at,
      groupName,
      senderName,
      case: one?.id ?? null,
      state: one?.state ?? null,
      isWithdrawn: one !== null && one.withdrawnAt !== null,
    })),
    comments: page.comments,
    assignee: found.assignee ?? null,
    gaps: found.gaps.length,
    failures: found.failures,
    spread: page.spread,
    charged: found.charged,
    acceptedAt: found.acceptedAt ?? null,
    withdrawnAt: found.withdrawnAt,
    withdrawnBy: found.withdrawnBy,
    escalatedAt: found.escalatedAt,
    acknowledgedAt: found.acknowledgedAt,
    closedAt: found.closedAt,
    ruling: ruling && { what: ruling.what, why: ruling.why, at: ruling.at, isConfirmed: ruling.confirmedBy !== null },
    report: report && { what: report.what, note: report.note, at: report.at },
    appeal: found.appeal,
    teachable: found.state === 'overturned' ? teachable(found, rules) : [],
    hasEvidence: page.hasEvidence,
    unsealing,
    timeline: page.timeline.map(({ row, says, who }) => ({ number: row.number, at: row.at, says, who })),
    may: deedsOf(page, clerk),
  };
}

/** What the page offers as buttons; the desk has the last word. */
function deedsOf({ case: found, hasEvidence, canExempt }: CasePage, { account, role }: Clerk): CaseWire['may'] {
  if (role !== 'admin' && role !== 'reviewer') return [];
  const isOverturned = found.state === 'overturned';
  const isRuled = isOverturned || (found.state === 'upheld' && !isAppealed(found));
  // A second person agrees with a pending ruling, or answers the appeal against one.
  const ruledHimself = found.ruling?.by === account;
  return [
    ...(found.acknowledgedAt === null && found.closedAt === null ? (['acknowledge'] as const) : []),
    ...(isRuled || ruledHimself ? [] : (['rule'] as const)),
    ...(found.reportBy !== null && found.report === null && !isOverturned ? (['report'] as const) : []),
    ...(found.reportBy !== null && !isOverturned ? (['draft-report'] as const) : []),
    ...(found.closedAt === null && !isOverturned ? (['assign'] as const) : []),
    ...(canExempt ? (['exempt'] as const) : []),
    'comment',
    'hold',
    ...(isOverturned ? (['teach'] as const) : []),
    ...(hasEvidence ? (['evidence'] as const) : []),
  ];
}

function teachable({ reasons }: Case, rules: Catalogue['rules']): CaseWire['teachable'] {
  const ids = new Set(reasons.map(({ rule }) => rule));
  return [...ids].flatMap((id) => {
    const title = rules.get(id)?.title;
    return title === undefined ? [] : [{ rule: id, title }];
  });
}

function isAppealed({ appeal }: Case): boolean {
  return appeal !== null && appeal.answeredAt === null;
}

/** Nobody sees his own case at the desk: of a suspected solicitation its author must not even learn that it exists. */
export function isOwn(found: Case, clerk: Clerk): boolean {
  return clerk.person !== null && clerk.person === found.sender;
}

function sizeUnitOf({ sizeIn, form }: Case): SizeUnit | null {
  if (sizeIn) return sizeIn;
  return form === 'forward' ? null : form === 'text' ? 'characters' : 'bytes';
}
