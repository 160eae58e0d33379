import { useState } from 'react';
import type { Anchor } from '#web/kit/popover.tsx';
import { Avatar } from '#web/kit/avatar.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { clockTime } from '#web/kit/time.ts';
import type { PostLine, PostLineProps } from '#web/sandbox/line-props.ts';
import { PostMenu } from '#web/sandbox/post-menu.tsx';
import { PostFiles } from '#web/sandbox/post-files.tsx';
import { PostReading } from '#web/sandbox/post-reading.tsx';
import { useLongPress } from '#web/sandbox/use-long-press.ts';
import { roleWords } from '#web/sandbox/words.ts';

/** One post that still stands; its menu opens by the button, the right mouse button or a long press. */
export function PostBubble(props: PostLineProps) {
  const { line, me } = props;
  const [at, setAt] = useState<Anchor | null>(null);
  const press = useLongPress((element) => setAt(element.getBoundingClientRect()));
  const isMine = line.sender.id === me.id;
  return (
    <div className={isMine ? 'line mine' : 'line'}>
      <Avatar id={line.sender.id} name={line.sender.name} />
      <div className="line-body">
        <span className="line-name">
          {line.sender.name}{' '}
          {line.sender.role !== 'member' && <span className="tag">{roleWords[line.sender.role]}</span>}{' '}
          <time className="line-clock">{clockTime(line.at)}</time>
        </span>
        <div className="line-row">
          <div
            className="line-press"
            {...press}
            onContextMenu={(event) => {
              event.preventDefault();
              setAt(event.currentTarget.getBoundingClientRect());
            }}
          >
            <PostBody line={line} isMine={isMine} />
          </div>
          <button
            type="button"
            className="line-more"
            aria-label={`${line.sender.name}的消息：引用、转发、撤回`}
            aria-haspopup="dialog"
            onClick={(event) => setAt(event.currentTarget.getBoundingClientRect())}
          >
            <Icon name="more" size={18} />
          </button>
        </div>
        {props.reading && <PostReading reading={props.reading} />}
      </div>
      {at && <PostMenu {...props} at={at} onClose={() => setAt(null)} />}
    </div>
  );
}

function PostBody({ line, isMine }: { readonly line: PostLine; readonly isMine: boolean }) {
  return (
    <>
      {line.text && <p className={isMine ? 'bubble mine' : 'bubble'}>{line.text}</p>}
      {line.forwarded.length > 0 && (
        <div className="bundle">
          <p className="bundle-title">转发的聊天记录</p>
          <ul className="bare">
            {line.forwarded.map((each, at) => (
              <li key={at} data-depth={Math.min(each.depth, 4)}>
                <b>{each.name}：</b>
                {each.text}
              </li>
            ))}
          </ul>
        </div>
      )}
      <PostFiles files={line.files} />
      {line.quote && (
        <p className="quote">
          {line.quote.name}：{line.quote.text}
        </p>
      )}
    </>
  );
}
