import { useState } from 'react';
import type { MineAsk, MineWire } from '#model/console-wire.ts';
import { api, tokenOfPage } from '#web/kit/api.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { call } from '#web/kit/http.ts';
import { dayTime } from '#web/kit/time.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { useNow } from '#web/kit/use-now.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LearningPanel } from '#web/mine/learning-panel.tsx';

const path = `${api}/mine/${encodeURIComponent(tokenOfPage())}`;

/** What is held about this member, and how he objects. */
export function MinePage() {
  const [loaded] = useLoaded<MineWire>(path);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开这个页面" says={loaded.says} />;
  const mine = loaded.answer;
  return (
    <Doc office={mine.office}>
      <h1>与我有关的记录</h1>
      <br />
      <section className="panel">
        <h2>系统里存着什么</h2>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">内容</th>
              <th scope="col">条数</th>
              <th scope="col">保存多久</th>
            </tr>
          </thead>
          <tbody>
            {mine.held.map((line) => (
              <tr key={line.title}>
                <td data-label="内容">{line.title}</td>
                <td data-label="条数">{line.rows}</td>
                <td data-label="保存多久">{line.term}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="faint">一般消息不保存内容；台账里用代号，不写姓名。</p>
      </section>
      <MyCases cases={mine.cases} />
      <LearningPanel />
      <AskForm asks={mine.asks} />
    </Doc>
  );
}

function MyCases({ cases }: { readonly cases: MineWire['cases'] }) {
  const now = useNow(60_000);
  return (
    <section className="panel">
      <h2>提醒记录</h2>
      {cases.length === 0 && <p className="muted">没有提醒过您。</p>}
      <ol className="timeline">
        {cases.map((each) => (
          <li key={each.id}>
            <span className="faint">
              {dayTime(each.at, now)} · {each.groupName} · 编号 <span className="mono">{each.id}</span>
            </span>
            <br />
            {each.says}　<a href={each.notice}>查看与处理</a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function AskForm({ asks }: { readonly asks: MineWire['asks'] }) {
  const [chosen, setChosen] = useState<MineAsk | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const send = () =>
    call<{ readonly says: string }>(`${path}/object`, { body: { asks: chosen } }).then(
      (answer) => setAnswered(answer.says),
      toastProblem,
    );
  return (
    <section className="panel">
      <h2>提出要求</h2>
      {answered !== null ? (
        <p className="note ok" role="status">
          {answered}
        </p>
      ) : (
        <>
          <p className="muted">选一项提交，由保密办答复。请不要写消息内容。</p>
          <fieldset className="radios">
            <legend className="sr-only">要求</legend>
            {asks.map((each) => (
              <label key={each.id} className="radio">
                <input type="radio" name="ask" checked={chosen === each.id} onChange={() => setChosen(each.id)} />
                {each.label}
              </label>
            ))}
          </fieldset>
          <div className="row-end">
            <button type="button" className="btn primary" disabled={chosen === null} onClick={send}>
              提交
            </button>
          </div>
        </>
      )}
    </section>
  );
}
