import { useState } from 'react';
import type { SandboxGroup, SandboxPersona } from '#model/sandbox-wire.ts';
import { Icon } from '#web/kit/icon.tsx';
import { toastProblem } from '#web/kit/toast.tsx';
import { deeds } from '#web/sandbox/deeds.ts';

/** Invented, and the one with a mark says so: 样张 (Law 22: no mark on what is no secret). */
const samples = [
  {
    tone: 'bad',
    title: '带密级标志的文件',
    expect: '马上撤回，私下提醒',
    text: '【样张】机密★5年　份号：000012\n关于召开专题会议的紧急通知（演示用，内容为虚构）。时间紧，先发群里，请大家照办。',
  },
  {
    tone: 'warn',
    title: '不该进群的人事事项',
    expect: '不撤，只私下提醒',
    text: '先通个气：拟提拔李明任综合科副科长，下周一上会研究，考察材料还没公示，大家先别往外说。',
  },
  {
    tone: 'ok',
    title: '普通通知',
    expect: '不打扰',
    text: '各位同事：明天下午3点在二楼会议室开安全生产例会，请提前5分钟到场，带好笔记本。',
  },
] as const;

/** For newcomers: three posts that show the three outcomes. */
export function TryIt(props: {
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly onPerson: (id: string) => void;
}) {
  const [isOpen, setIsOpen] = useState(true);
  const { group, me } = props;
  const sender = group.members.some((member) => member.id === me.id)
    ? me.id
    : group.members.find((member) => member.role === 'member')?.id;
  if (!sender || group.isDissolved) return null;
  const send = (text: string) => {
    if (sender !== me.id) props.onPerson(sender);
    deeds.post({ as: sender, group: group.id, text }).catch(toastProblem);
  };
  return (
    <section className="try" aria-label="试一试">
      <button type="button" className="try-head" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon name="spark" size={17} />
        试一试<span className="faint">点一下就发到群里，看“周知”怎么做</span>
        <span className={isOpen ? 'turn' : 'turn up'}>
          <Icon name="down" size={16} />
        </span>
      </button>
      {isOpen && (
        <div className="try-row">
          {samples.map((sample) => (
            <button
              key={sample.title}
              type="button"
              className="try-card"
              title={sample.text}
              onClick={() => send(sample.text)}
            >
              <span>{sample.title}</span>
              <span className={`tag ${sample.tone}`}>{sample.expect}</span>
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
