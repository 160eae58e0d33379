import { Avatar } from '#web/kit/avatar.tsx';
import { Badge } from '#web/kit/badge.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import type { SandboxGroup, SandboxPersona } from '#model/sandbox-wire.ts';
import { PersonPicker } from '#web/sandbox/person-picker.tsx';
import { groupKey, type Room } from '#web/sandbox/room.ts';
import { lineInBrief, roleWords } from '#web/sandbox/words.ts';

export function SidePanel(props: {
  readonly room: Room;
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly onPerson: (id: string) => void;
  readonly onGroup: (id: string) => void;
  readonly onClose: () => void;
}) {
  const now = useNow(30_000);
  return (
    <aside className="side" aria-label="身份和群聊">
      <button type="button" className="btn quiet icon sheet-close" aria-label="关闭" onClick={props.onClose}>
        <Icon name="close" />
      </button>
      <PersonPicker room={props.room} me={props.me} group={props.group} onPick={props.onPerson} />
      <h2 className="side-head">群聊</h2>
      <ul className="bare groups">
        {props.room.state.groups.map((group) => (
          <li key={group.id}>
            <GroupRow {...props} group={group} isHere={group.id === props.group.id} now={now} />
          </li>
        ))}
      </ul>
      <p className="side-foot faint">
        <a href="/about" target="_blank" rel="noreferrer">
          周知检查什么、保存什么
        </a>
      </p>
    </aside>
  );
}

function GroupRow(props: {
  readonly room: Room;
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly isHere: boolean;
  readonly now: number;
  readonly onGroup: (id: string) => void;
}) {
  const { group, room } = props;
  const key = groupKey(group.id);
  const lines = room.chats.get(key)?.lines ?? [];
  const last = lines[lines.length - 1];
  const role = props.me.roles.find((each) => each.group === group.id)?.role;
  return (
    <button type="button" className="group-row" aria-current={props.isHere} onClick={() => props.onGroup(group.id)}>
      <span className="group-face" aria-hidden="true">
        {group.members.slice(0, 4).map((member) => (
          <Avatar key={member.id} id={member.id} name={member.name} />
        ))}
      </span>
      <span className="group-words">
        <span className="group-name">{group.name.replace(/（演示）$/, '')}</span>
        <span className="group-last">{last ? lineInBrief(last) : `${group.kind} · ${group.members.length} 人`}</span>
      </span>
      <span className="group-side">
        <span className="faint">{last ? dayTime(last.at, props.now) : ''}</span>
        <span>
          {role && role !== 'member' && <span className="tag brand">{roleWords[role]}</span>}{' '}
          <Badge count={room.unread.get(key) ?? 0} of="未读" />
        </span>
      </span>
    </button>
  );
}
