import type { LearningWire } from '#model/quiz-wire.ts';
import { api, tokenOfPage } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';

const token = encodeURIComponent(tokenOfPage());
const path = `${api}/learning/${token}`;

/** The learning record in one line, and the way to it and to the certificate. */
export function LearningPanel() {
  const [loaded] = useLoaded<LearningWire>(path);
  if (loaded.state !== 'here') return null;
  const { hours, streak, open } = loaded.answer;
  return (
    <section className="panel">
      <h2>我的小题</h2>
      <p>
        {hours.year} 年 {hours.hours.toFixed(1)} 学时，作答 {hours.answered} 题，连续 {streak} 期
        {open.length > 0 && `；待答 ${open.length} 题`}。
      </p>
      <p className="chips">
        <a href={`/q/${token}/me?mine`}>学习记录、请假</a>
        {hours.hours > 0 && (
          <a href={`${path}/certificate?year=${hours.year}`} download>
            下载学时证明（PDF）
          </a>
        )}
      </p>
    </section>
  );
}
