import { Avatar } from '#web/kit/avatar.tsx';
import { BotCard } from '#web/sandbox/bot-card.tsx';
import type { ChatLineProps, PostLine } from '#web/sandbox/line-props.ts';
import { PostBubble } from '#web/sandbox/post-bubble.tsx';
import { stoodWords, withdrawnWords } from '#web/sandbox/words.ts';

export function ChatLine(props: ChatLineProps) {
  const { line, me } = props;
  switch (line.kind) {
    case 'note':
      return <p className="chat-note">{line.text}</p>;
    case 'said':
      return null;
    case 'card':
      return (
        <div className="line">
          <Avatar id={null} name="周知" />
          <div className="line-body">
            <span className="line-name">
              周知 <span className="tag ok">机器人</span>
            </span>
            <BotCard card={line} id={line.id} me={me.id} />
          </div>
        </div>
      );
    case 'post':
      return line.withdrawn ? <Withdrawn line={line} me={me.id} /> : <PostBubble {...props} line={line} />;
  }
}

/** The platform's own line; how long the post stood is what the sandbox is there to show. */
function Withdrawn({ line, me }: { readonly line: PostLine; readonly me: string }) {
  if (!line.withdrawn) return null;
  return (
    <p className={line.withdrawn.by === 'bot' ? 'chat-note gone by-bot' : 'chat-note gone'}>
      {withdrawnWords(line, me)}
      <span className="faint">（发出后 {stoodWords(line.withdrawn.at - line.at)}）</span>
    </p>
  );
}
