import { useState } from 'react';
import type { LearningWire } from '#model/quiz-wire.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { dayOf, dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { Rest } from '#web/quiz/rest.tsx';
import { isFromMine, learningPath, mineAddress, questionAddress } from '#web/quiz/place.ts';

const everyMinute = 60_000;

/** What a member has learnt, what is due and what he has earned; nobody else sees this page. */
export function OwnPage() {
  const [year, setYear] = useState<number | null>(null);
  const [loaded, reload] = useLoaded<LearningWire>(`${learningPath}${year === null ? '' : `?year=${year}`}`);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开学习记录" says={loaded.says} />;
  const own = loaded.answer;
  return (
    <Doc office={own.office}>
      <h1 className="own-title">{own.name}的学习记录</h1>
      <p className="muted own-title">只有您自己看得到。不排名、不公布。</p>
      <Open own={own} />
      <Hours own={own} onYear={setYear} />
      <Known own={own} />
      <History own={own} />
      <Rest rest={own.rest} onChange={reload} />
      <nav className="quiz-foot" aria-label="其他">
        {isFromMine ? <a href={mineAddress}>与我有关的记录</a> : <a href={questionAddress}>回到小题</a>}
      </nav>
    </Doc>
  );
}

function Open({ own: { open } }: { readonly own: LearningWire }) {
  const now = useNow(everyMinute);
  if (open.length === 0) return null;
  return (
    <section className="panel">
      <h2>待答 {open.length} 题</h2>
      <ul className="bare own-open">
        {open.map((each) => (
          <li key={each.path}>
            <a href={each.path}>{each.stem}</a>
            {each.closesAt !== null && <span className="faint">{dayTime(each.closesAt, now)} 截止</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hours(props: { readonly own: LearningWire; readonly onYear: (year: number) => void }) {
  const { hours, rule, years, streak } = props.own;
  return (
    <section className="panel">
      <div className="own-line">
        <h2>{hours.year} 年学时</h2>
        {years.length > 1 && (
          <select
            className="input own-year"
            aria-label="年份"
            value={hours.year}
            onChange={(event) => props.onYear(Number(event.target.value))}
          >
            {years.map((each) => (
              <option key={each} value={each}>
                {each} 年
              </option>
            ))}
          </select>
        )}
      </div>
      <dl className="own-figures">
        <Figure label="学时" says={hours.hours.toFixed(1)} />
        <Figure label="作答" says={`${hours.answered} 题`} />
        <Figure label="答对" says={`${hours.right} 题`} />
        <Figure label="连续作答" says={`${streak} 期`} />
      </dl>
      <p className="faint">
        答对一题记 {rule.minutesRight} 分钟，其他作答记 {rule.minutesWrong} 分钟，{rule.minutesOfHour} 分钟为 1
        学时，一年最多 {rule.mostInYear} 学时{hours.isCapped && '（已记满）'}。
      </p>
      {hours.hours > 0 ? (
        <a className="btn own-paper" href={`${learningPath}/certificate?year=${hours.year}`} download>
          下载学时证明（PDF）
        </a>
      ) : (
        <p className="muted">记满 0.1 学时后，可在这里下载学时证明。</p>
      )}
    </section>
  );
}

function Figure({ label, says }: { readonly label: string; readonly says: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{says}</dd>
    </div>
  );
}

const levels = { firm: ['记得牢', 'ok'], fair: ['还记得', 'brand'], due: ['该复习了', 'warn'] } as const;

function Known({ own: { known } }: { readonly own: LearningWire }) {
  const now = useNow(everyMinute);
  return (
    <section className="panel">
      <h2>掌握情况</h2>
      {known.length === 0 && <p className="muted">答过题以后，这里会显示哪些内容该复习了。</p>}
      <ul className="bare own-known">
        {known.map(({ category, title, level, dueAt }) => (
          <li key={category}>
            <span>{title}</span>
            <span className="own-level">
              <span className={`tag ${levels[level][1]}`}>{levels[level][0]}</span>
              <span className="faint">{dueAt <= now ? '随时会遇到' : `${dayOf(dueAt, now)}前后再遇见`}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ own: { history } }: { readonly own: LearningWire }) {
  const now = useNow(everyMinute);
  return (
    <section className="panel">
      <h2>最近作答</h2>
      {history.length === 0 && <p className="muted">还没有作答。</p>}
      <ol className="timeline">
        {history.map((each) => (
          <li key={each.at}>
            <span className="faint">
              {dayTime(each.at, now)} · {each.title}
              {each.isPrivate && ' · 单独发给您的'}
            </span>
            <br />
            {each.stem}　
            <span className={each.share === 1 ? 'tag ok' : 'tag'}>
              {each.share === 1 ? '答对' : each.share > 0 ? '部分答对' : '没有选对'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
