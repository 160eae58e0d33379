import { useEffect, useRef, useState } from 'react';
import type { SandboxPersona } from '#model/sandbox-wire.ts';
import { Icon } from '#web/kit/icon.tsx';
import { dayTime } from '#web/kit/time.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { useNow } from '#web/kit/use-now.ts';
import { BotCard } from '#web/sandbox/bot-card.tsx';
import { deeds } from '#web/sandbox/deeds.ts';
import type { Chat } from '#web/sandbox/room.ts';

/** The private chat of this person with the bot; nobody else in the group sees it. */
export function DirectPanel({
  me,
  chat,
  onClose,
}: {
  readonly me: SandboxPersona;
  readonly chat: Chat;
  readonly onClose: () => void;
}) {
  const now = useNow(30_000);
  const end = useRef<HTMLDivElement>(null);
  const newest = chat.lines[chat.lines.length - 1]?.id;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [newest, me.id]);
  return (
    <aside className="direct" aria-label={`${me.name}收到的私信`}>
      <header className="direct-head">
        <Icon name="mail" />
        <h2>我收到的私信</h2>
        <span className="faint">只有{me.name}看得到</span>
        <button type="button" className="btn quiet icon sheet-close" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="direct-lines" aria-live="polite">
        {chat.isRead && chat.lines.length === 0 && (
          <div className="empty">
            <Icon name="mail" size={34} />
            <p>还没有私信</p>
            <p className="faint">群里发出不合适的消息后，“周知”会在这里私下提醒{me.isOffice ? '保密办' : '本人'}。</p>
          </div>
        )}
        {!chat.isRead && <div className="skeleton direct-skeleton" />}
        {chat.lines.map((line) => (
          <div key={line.id} className={line.kind === 'said' ? 'direct-line mine' : 'direct-line'}>
            <span className="faint">{dayTime(line.at, now)}</span>
            {line.kind === 'card' && <BotCard card={line} id={line.id} me={me.id} />}
            {line.kind === 'said' && <p className="bubble mine">{line.text}</p>}
            {line.kind === 'note' && <p className="faint">{line.text}</p>}
          </div>
        ))}
        <div ref={end} />
      </div>
      <AskBox me={me} />
    </aside>
  );
}

function AskBox({ me }: { readonly me: SandboxPersona }) {
  const [text, setText] = useState('');
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.trim()) return;
        deeds.ask({ as: me.id, text: text.trim() }).then(() => setText(''), toastProblem);
      }}
    >
      <input
        className="input"
        aria-label="问问周知"
        placeholder="问问周知，比如：这个能发吗？"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="btn" disabled={!text.trim()}>
        问
      </button>
    </form>
  );
}
