import { useState } from 'react';
import { Badge } from '#web/kit/badge.tsx';
import { Brand } from '#web/kit/brand.tsx';
import { Icon } from '#web/kit/icon.tsx';
import type { Anchor } from '#web/kit/popover.tsx';
import { ScriptsMenu } from '#web/sandbox/scripts-menu.tsx';
import type { Room } from '#web/sandbox/room.ts';
import type { LiveRoom } from '#web/sandbox/use-room.ts';

export function TopBar(props: {
  readonly room: Room;
  readonly line: LiveRoom['line'];
  readonly unreadMine: number;
  readonly onSheet: (sheet: 'side' | 'direct') => void;
}) {
  const [menu, setMenu] = useState<Anchor | null>(null);
  const groupsUnread = [...props.room.unread].reduce(
    (sum, [key, count]) => sum + (key.startsWith('group=') ? count : 0),
    0,
  );
  return (
    <header className="top">
      <button
        type="button"
        className="btn quiet icon only-narrow"
        aria-label="群聊和身份"
        onClick={() => props.onSheet('side')}
      >
        <Icon name="people" />
        <Badge count={groupsUnread} of="群消息未读" />
      </button>
      <span className="brandmark">
        <Brand />
        <span>
          周知<span className="top-sub"> · 演示群聊</span>
        </span>
      </span>
      <p className="top-banner">演示环境：请勿输入真实文件内容</p>
      {props.line === 'lost' && (
        <span className="tag warn" role="status">
          连接中断，正在重连
        </span>
      )}
      {props.line === 'live' && (
        <span className="live" title="消息实时到达">
          <i /> <span className="top-sub">实时</span>
        </span>
      )}
      <span className="top-gap" />
      <button
        type="button"
        className="btn small"
        aria-haspopup="dialog"
        onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())}
      >
        <Icon name="replay" size={17} />
        <span className="label-wide">案例重演</span>
        <span className="label-narrow">案例</span>
      </button>
      <a className="btn small" href="/console">
        <span className="label-wide">控制台</span>
        <span className="label-narrow">控制台</span>
      </a>
      <button
        type="button"
        className="btn quiet icon only-not-wide"
        aria-label="我收到的私信"
        onClick={() => props.onSheet('direct')}
      >
        <Icon name="mail" />
        <Badge count={props.unreadMine} of="私信未读" />
      </button>
      {menu && <ScriptsMenu at={menu} state={props.room.state} onClose={() => setMenu(null)} />}
    </header>
  );
}
