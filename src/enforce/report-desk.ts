import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Clerk } from '#model/desk.ts';
import type {
  MemberReport,
  NewReport,
  ReportAnswer,
  ReportDesk,
  ReportOutcome,
  ReportPlace,
  ReportRefusal,
} from '#model/report.ts';
import type { House } from '#enforce/house.ts';
import { contactsFor, hour, minute } from '#enforce/part.ts';

export interface ReportParts extends Pick<House, 'store' | 'clock' | 'onWake'> {
  readonly newReportId: () => string;
}

const sentences: Readonly<Record<ReportRefusal, string>> = {
  unknown: '没有这件反映，或这个群里没有这个人，请重新选择。',
  'too-many': '一小时内最多反映五件。事情急，请直接打电话给保密办。',
  'bad-time': '请选最近两周内的时间。',
  'own-case': '这是关于您本人的反映，请由其他人处理。',
  'not-in-this-state': '这件反映已经办结，请刷新后再看。',
  'not-your-role': '您的角色不能这样做。',
};

const lookback = 14 * 24 * hour;
const coarse = 10 * minute;
/** Of cases to those of a post said to be sent about then. */
const nearby = 30 * minute;
const mostShown = 200;
const mostPlaces = 50;

/** What members report (举报): by choice only; the reporter is protected, thanked, and told the outcome. */
export function createReportDesk(parts: ReportParts): ReportDesk {
  return {
    places: (person, hint) => places(parts, person, hint),
    file: (person, hint, given) => file(parts, { person, hint }, given),
    list: (clerk) => list(parts, clerk),
    close: (id, clerk, outcome) => close(parts, id, clerk, outcome),
  };
}

/** Groups he owns, posted in lately, or asked from: nobody learns here of groups he is not in. */
async function places(
  { store, clock }: ReportParts,
  person: Pseudonym,
  hint: GroupId | null,
): Promise<readonly ReportPlace[]> {
  const groups = (await store.groups.list()).filter(
    ({ state, introducedAt }) => state === 'active' && introducedAt !== null,
  );
  const found: ReportPlace[] = [];
  for (const { id, name, owner } of groups) {
    if (found.length >= mostPlaces) break;
    const senders = new Set((await store.groups.traces(id, clock() - lookback)).map(({ sender }) => sender));
    if (id !== hint && owner !== person && !senders.has(person)) continue;
    const known = await Promise.all(
      [...senders]
        .filter((one) => one !== person)
        .slice(0, mostShown)
        .map((one) => store.people.find(one)),
    );
    const people = known.flatMap((one) => (one ? [{ person: one.pseudonym, name: one.name }] : []));
    // By name: in what order they posted is nobody's business.
    found.push({ group: id, name, people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')) });
  }
  return found;
}

async function file(
  parts: ReportParts,
  { person, hint }: { readonly person: Pseudonym; readonly hint: GroupId | null },
  given: NewReport,
): Promise<ReportAnswer> {
  const { store } = parts;
  const now = parts.clock();
  const place = (await places(parts, person, hint)).find(({ group }) => group === given.group);
  if (!place || (given.sender !== null && !place.people.some((one) => one.person === given.sender)))
    return refuse('unknown');
  if (given.around > now + coarse || given.around < now - lookback) return refuse('bad-time');
  if ((await store.sends.take(`report/${person}`, [{ most: 5, millis: hour }], now)) !== null)
    return refuse('too-many');
  const around = Math.floor(given.around / coarse) * coarse;
  const open = { state: 'waiting', outcome: null, closedAt: null, closedBy: null } as const;
  const report: MemberReport = { ...given, id: parts.newReportId(), around, at: now, ...open };
  await store.record({
    report: { report, reporter: person },
    deeds: [thanks(report, person), ...(await calls(parts, report))],
    // By the bot: the ledger does not say who.
    ledger: [
      {
        at: now,
        event: 'member-report',
        actor: { kind: 'bot' },
        group: report.group,
        detail: { report: report.id, kind: report.kind },
      },
    ],
  });
  parts.onWake();
  return { ok: true, report };
}

function thanks({ id, at, group }: MemberReport, person: Pseudonym) {
  const deed = { kind: 'tell', to: { kind: 'person', person }, text: 'report-thanks', case: null, group } as const;
  return { key: `report/${id}/thanks`, dueAt: at, deed };
}

/** What cannot wait is told at once, the rest once a day; never to whom it is about. */
async function calls({ store }: ReportParts, { id, sender, kind, at }: MemberReport) {
  const [duty] = contactsFor(await store.unit(), sender ?? '');
  if (!duty) return [];
  const isUrgent = kind === 'secret' || kind === 'soliciting';
  const text = isUrgent ? 'report-urgent' : 'report-pending';
  const key = isUrgent ? `report/${id}/office` : `reports/${Math.floor(at / (24 * hour))}`;
  const deed = { kind: 'tell', to: { kind: 'person', person: duty.person }, text, case: null, group: null } as const;
  return [{ key, dueAt: at, deed }];
}

async function list({ store }: ReportParts, clerk: Clerk) {
  const reports = (await store.reports.list(mostShown)).filter((one) => !isOwn(one, clerk));
  return Promise.all(
    reports.map(async (report) => {
      const cases = await store.cases.list({ group: report.group, limit: mostShown });
      const near = cases.filter((one) => isNear(one, report) && (clerk.person === null || one.sender !== clerk.person));
      return { ...report, cases: near.map(({ id }) => id) };
    }),
  );
}

function isNear(
  one: { readonly sentAt: Moment; readonly sender: Pseudonym },
  { around, sender }: MemberReport,
): boolean {
  return Math.abs(one.sentAt - around) <= nearby && (sender === null || one.sender === sender);
}

function isOwn({ sender }: MemberReport, { person }: Clerk): boolean {
  return sender !== null && sender === person;
}

async function close(parts: ReportParts, id: string, clerk: Clerk, outcome: ReportOutcome): Promise<ReportAnswer> {
  const { store } = parts;
  if (clerk.role !== 'admin' && clerk.role !== 'reviewer') return refuse('not-your-role');
  const [report, reporter] = [await store.reports.find(id), await store.reports.reporter(id)];
  if (!report || isOwn(report, clerk)) return refuse(report ? 'own-case' : 'unknown');
  const now = parts.clock();
  const closed: MemberReport = { ...report, state: 'closed', outcome, closedAt: now, closedBy: clerk.account };
  const text = { handled: 'report-handled', fine: 'report-fine', 'not-found': 'report-not-found' }[outcome];
  const recorded = await store.record({
    reportClosed: closed,
    deeds:
      reporter === null
        ? []
        : [
            {
              key: `report/${id}/outcome`,
              dueAt: now,
              deed: { kind: 'tell', to: { kind: 'person', person: reporter }, text, case: null, group: null },
            },
          ],
    ledger: [
      {
        at: now,
        event: 'member-report-closed',
        actor: { kind: 'account', account: clerk.account },
        group: report.group,
        detail: { report: id, outcome },
      },
    ],
  });
  parts.onWake();
  return recorded.ok ? { ok: true, report: closed } : refuse('not-in-this-state');
}

function refuse(refused: ReportRefusal): ReportAnswer {
  return { ok: false, refused, says: sentences[refused] };
}
