import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SandboxGroup, SandboxLine, SandboxPersona } from '#model/sandbox-wire.ts';
import { ChatHead } from '#web/sandbox/chat-head.tsx';
import { ChatLine } from '#web/sandbox/chat-line.tsx';
import { Composer } from '#web/sandbox/composer.tsx';
import { ForwardDialog } from '#web/sandbox/forward-dialog.tsx';
import { RunStrip } from '#web/sandbox/run-strip.tsx';
import { TryIt } from '#web/sandbox/try-it.tsx';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import type { ChatLineProps, PostLine } from '#web/sandbox/line-props.ts';
import type { Chat as ChatLines, Room } from '#web/sandbox/room.ts';

/** Lines further apart than this get the time between them. */
const pause = 5 * 60_000;

interface ChatProps {
  readonly room: Room;
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly chat: ChatLines;
  readonly onPerson: (id: string) => void;
  readonly onEarlier: (before: number) => void;
}

export function Chat(props: ChatProps) {
  const { chat, group, me } = props;
  const [quote, setQuote] = useState<PostLine | null>(null);
  const [forward, setForward] = useState<PostLine | null>(null);
  const now = useNow(15_000);
  const scroller = useStuckToEnd(chat.lines);
  const quoted =
    quote && chat.lines.some((line) => line.id === quote.id && line.kind === 'post' && !line.withdrawn) ? quote : null;
  return (
    <main className="chat">
      <ChatHead group={group} />
      <div className="chat-lines" ref={scroller} role="log" aria-label={`${group.name}的消息`} tabIndex={0}>
        {chat.more && chat.lines[0] && <EarlierButton before={chat.lines[0].seq} onEarlier={props.onEarlier} />}
        {!chat.isRead && <div className="skeleton chat-skeleton" />}
        {chat.isRead && chat.lines.length === 0 && (
          <div className="empty">
            <p>群里还没有消息</p>
            <p className="faint">写一句，或点下面“试一试”里的样例。</p>
          </div>
        )}
        {chat.lines.map((line, at) => {
          const before = chat.lines[at - 1];
          return (
            <div key={line.id}>
              {(!before || line.at - before.at > pause) && <p className="chat-time">{dayTime(line.at, now)}</p>}
              <ChatLine
                line={line}
                me={me}
                group={group}
                now={now}
                reading={readingOf(props.room, line.id)}
                onQuote={setQuote}
                onForward={setForward}
              />
            </div>
          );
        })}
      </div>
      <div className="chat-foot">
        <RunStrip state={props.room.state} />
        <TryIt me={me} group={group} onPerson={props.onPerson} />
        <Composer
          me={me}
          group={group}
          limits={props.room.state.limits}
          quote={quoted}
          onQuoteDone={() => setQuote(null)}
          onPerson={props.onPerson}
        />
      </div>
      {forward && (
        <ForwardDialog post={forward} me={me} groups={props.room.state.groups} onClose={() => setForward(null)} />
      )}
    </main>
  );
}

function readingOf({ reading, checked }: Room, id: string): ChatLineProps['reading'] {
  return reading.get(id) ?? (checked.has(id) ? 'over' : null);
}

function EarlierButton({
  before,
  onEarlier,
}: {
  readonly before: number;
  readonly onEarlier: (before: number) => void;
}) {
  return (
    <p className="chat-time">
      <button type="button" className="btn small quiet" onClick={() => onEarlier(before)}>
        更早的消息
      </button>
    </p>
  );
}

/** New lines scroll into view while the reader is at the end; higher up he is left in peace. */
function useStuckToEnd(lines: readonly SandboxLine[]) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const follow = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    };
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const toEnd = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    };
    toEnd();
    const watch = new ResizeObserver(toEnd);
    watch.observe(element);
    for (const picture of element.querySelectorAll('img')) picture.addEventListener('load', toEnd, { once: true });
    return () => watch.disconnect();
  }, [lines]);
  return box;
}
