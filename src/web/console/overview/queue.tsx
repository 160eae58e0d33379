import type { CaseRowWire } from '#model/console-wire.ts';
import type { TodayWire } from '#model/desk-wire.ts';
import { kindWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { clockOf } from '#web/console/words.ts';

/** What waits for me, the nearest deadline first. */
export function Queue({ waiting }: { readonly waiting: TodayWire['waiting'] }) {
  const now = useNow(1000);
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2 className="tags">待我办理 {waiting.number > 0 && <ToneTag tone="bad">{waiting.number} 件</ToneTag>}</h2>
        {waiting.number > 0 && <PlaceLink to={{ page: 'cases', query: 'desk=mine' }}>全部</PlaceLink>}
      </div>
      {waiting.number === 0 && <p className="muted quiet-box">没有等您办理的案件。有新的会自动出现在这里。</p>}
      <ul className="bare queue">
        {waiting.nearest.map((row) => (
          <QueueRow key={row.id} row={row} now={now} />
        ))}
      </ul>
      {waiting.lessons > 0 && (
        <Notice tone="info">
          有 {waiting.lessons} 条改写的例句等您采纳：<PlaceLink to={{ page: 'rules' }}>规则与策略</PlaceLink>
        </Notice>
      )}
      <Bank {...waiting.bank} />
    </section>
  );
}

function Bank({ item, case: cases }: TodayWire['waiting']['bank']) {
  if (item + cases === 0) return null;
  return (
    <Notice tone="info">
      等您批准（写的人不能自己批准）：
      {item > 0 && (
        <PlaceLink className="nowrap" to={{ page: 'quiz', query: 'part=items&view=waiting' }}>
          {item} 道小题
        </PlaceLink>
      )}
      {item > 0 && cases > 0 && '，'}
      {cases > 0 && (
        <PlaceLink className="nowrap" to={{ page: 'quiz', query: 'part=cases&view=waiting' }}>
          {cases} 个泄密案例
        </PlaceLink>
      )}
    </Notice>
  );
}

function QueueRow({ row, now }: { readonly row: CaseRowWire; readonly now: number }) {
  const clock = clockOf(row, now);
  return (
    <li>
      <PlaceLink className="mono" to={{ page: 'cases', id: row.id }}>
        {row.id}
      </PlaceLink>
      <span className="queue-what">
        {row.categoryTitle || kindWords[row.kind]} <span className="faint">{row.groupName}</span>
      </span>
      <ToneTag tone={stateTones[row.state]}>{stateWords[row.state]}</ToneTag>
      <span className={clock?.isLate ? 'late nowrap' : 'muted nowrap'}>
        {clock?.says ?? dayTime(row.detectedAt, now)}
      </span>
    </li>
  );
}
