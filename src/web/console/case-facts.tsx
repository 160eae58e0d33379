import type { CaseWire } from '#model/console-wire.ts';
import { appealWords, formWords, kindWords, measureWords, withdrawnByWords } from '#web/kit/case-words.ts';
import { duration, fullTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { Facts, type Fact } from '#web/console/kit/facts.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { appealClock, caseSize, confidenceWords } from '#web/console/words.ts';

/** The record, never the content. */
export function CaseFacts({ shown }: { readonly shown: CaseWire }) {
  return (
    <section className="panel case-box">
      <h2>事实</h2>
      <Facts facts={factsOf(shown)} />
    </section>
  );
}

function factsOf(shown: CaseWire): readonly Fact[] {
  const otherGroups = Math.max(shown.spread, new Set(shown.chain.map(({ groupName }) => groupName)).size - 1);
  const lag = shown.detectedAt - shown.sentAt;
  const after = lag < 1000 ? '不到 1 秒' : duration(lag);
  const rows: readonly Fact[] = [
    [
      '群',
      <PlaceLink key="group" to={{ page: 'groups', id: shown.group }}>
        {shown.groupName}
      </PlaceLink>,
    ],
    ['发送人', shown.senderName],
    ['类型', [formWords[shown.form], ...caseSize(shown)].join('，')],
    ['类别', `${shown.categoryTitle || kindWords[shown.kind]}，置信${confidenceWords(shown.confidence)}`],
    ['发出', fullTime(shown.sentAt)],
    ['发现', `${fullTime(shown.detectedAt)}（发出后${after}）`],
    ['已做', shown.done.map((measure) => measureWords[measure]).join('、') || '—'],
    ['同样内容', otherGroups > 0 ? `还出现在 ${otherGroups} 个群` : '没有出现在其他群'],
    ['计入记录', recordOf(shown)],
  ];
  return [...rows, ...laterFacts(shown)];
}

/** Upheld, or taken back by the sender and accepted or not appealed in time: the store counts by the same. */
function recordOf({ charged, state, ruling, acceptedAt, withdrawnBy, appeal }: CaseWire): string {
  if (state === 'overturned') return '不计入：已撤销处置';
  if (!charged) return '不计入（如只是引用）';
  if (state === 'upheld' && ruling) return `${fullTime(ruling.at)} 维持，已计入发送人记录`;
  if (withdrawnBy === 'sender' && acceptedAt !== null) return `本人 ${fullTime(acceptedAt)} 表示接受，已计入发送人记录`;
  if (withdrawnBy === 'sender' && appeal === null) return '本人已撤回，七天内没有申诉即计入发送人记录';
  return '维持后计入发送人记录';
}

/** Promised by working days. */
function AppealDue({ due }: { readonly due: NonNullable<CaseWire['appealDue']> }) {
  const { says, isLate, reminded } = appealClock(due, useNow(60_000));
  return (
    <>
      {fullTime(due.by)} 前，<span className={isLate ? 'late' : undefined}>{says}</span>
      {reminded > 0 && `，已提醒 ${reminded} 次`}
    </>
  );
}

function laterFacts(shown: CaseWire): readonly Fact[] {
  const rows: Fact[] = [];
  if (shown.withheld.length > 0)
    rows.push(['试运行，未执行', shown.withheld.map((measure) => measureWords[measure]).join('、')]);
  if (shown.recallBy !== null) rows.push(['请本人撤回，截止', fullTime(shown.recallBy)]);
  if (shown.withdrawnAt !== null)
    rows.push(['撤回', `${fullTime(shown.withdrawnAt)}，${withdrawnByWords[shown.withdrawnBy ?? 'other']}`]);
  if (shown.escalatedAt !== null) rows.push(['上报', fullTime(shown.escalatedAt)]);
  if (shown.acknowledgedAt !== null) rows.push(['接手', fullTime(shown.acknowledgedAt)]);
  if (shown.appeal) {
    const answered = shown.appeal.answeredAt === null ? '尚未答复' : `已于 ${fullTime(shown.appeal.answeredAt)} 答复`;
    rows.push(['申诉', `${appealWords[shown.appeal.reason]}，${fullTime(shown.appeal.at)}，${answered}`]);
    if (shown.appeal.note) rows.push(['本人补充', shown.appeal.note]);
    if (shown.appealDue) rows.push(['申诉答复期限', <AppealDue key="due" due={shown.appealDue} />]);
  }
  if (shown.ruling) {
    const what = shown.ruling.what === 'upheld' ? '维持' : '撤销处置';
    rows.push([
      '复核结论',
      `${what}：${shown.ruling.why}（${fullTime(shown.ruling.at)}${shown.ruling.isConfirmed ? '，第二人已同意' : ''}）`,
    ]);
  }
  if (shown.report) {
    const what = shown.report.what === 'reported' ? '已报告' : '不属于应报告';
    rows.push(['报告登记', `${what}：${shown.report.note}（${fullTime(shown.report.at)}）`]);
  }
  if (shown.closedAt !== null) rows.push(['办结', fullTime(shown.closedAt)]);
  return rows;
}
