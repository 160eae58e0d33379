import { useState } from 'react';
import type { SandboxGroup, SandboxPersona } from '#model/sandbox-wire.ts';
import { Avatar } from '#web/kit/avatar.tsx';
import { Badge } from '#web/kit/badge.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { Popover, type Anchor } from '#web/kit/popover.tsx';
import { directKey, type Room } from '#web/sandbox/room.ts';
import { roleWords } from '#web/sandbox/words.ts';

/** Who the visitor is. Private messages of the others show as a badge, so that he finds the office's view. */
export function PersonPicker(props: {
  readonly room: Room;
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly onPick: (id: string) => void;
}) {
  const [at, setAt] = useState<Anchor | null>(null);
  const { personas } = props.room.state;
  const othersUnread = personas
    .filter((each) => each.id !== props.me.id)
    .reduce((sum, each) => sum + (props.room.unread.get(directKey(each.id)) ?? 0), 0);
  return (
    <>
      <button
        type="button"
        className="me"
        aria-haspopup="dialog"
        aria-label={`我是 ${props.me.name}，点此换一个身份`}
        onClick={(event) => setAt(event.currentTarget.getBoundingClientRect())}
      >
        <Avatar id={props.me.id} name={props.me.name} />
        <span className="me-words">
          <span className="me-name">
            {props.me.name} <RoleTag me={props.me} group={props.group} />
          </span>
          <span className="faint">{props.me.title} · 换身份</span>
        </span>
        <Badge count={othersUnread} of="其他人的私信未读" />
        <Icon name="down" size={16} />
      </button>
      {at && (
        <Popover at={at} label="换一个身份" onClose={() => setAt(null)}>
          {circlesOf(personas, props.group).map(({ title, people }) => (
            <section key={title}>
              <p className="pop-head faint">{title}</p>
              {people.map((persona) => (
                <PersonRow
                  key={persona.id}
                  {...props}
                  persona={persona}
                  onPick={(id) => {
                    setAt(null);
                    props.onPick(id);
                  }}
                />
              ))}
            </section>
          ))}
        </Popover>
      )}
    </>
  );
}

function PersonRow(props: {
  readonly room: Room;
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly persona: SandboxPersona;
  readonly onPick: (id: string) => void;
}) {
  const { persona } = props;
  return (
    <button
      type="button"
      className="pop-item person"
      aria-current={persona.id === props.me.id}
      onClick={() => props.onPick(persona.id)}
    >
      <Avatar id={persona.id} name={persona.name} small />
      <span className="me-words">
        <span>
          {persona.name} <RoleTag me={persona} group={props.group} />
        </span>
        <span className="faint">{persona.title}</span>
      </span>
      <Badge count={props.room.unread.get(directKey(persona.id)) ?? 0} of="私信未读" />
    </button>
  );
}

/** Who is in this group first, then the office, then the others. */
function circlesOf(personas: readonly SandboxPersona[], group: SandboxGroup) {
  const isHere = (each: SandboxPersona) => each.roles.some((role) => role.group === group.id);
  const circles = [
    { title: '本群的人：换个人发言，看他收到什么', people: personas.filter(isHere) },
    { title: '保密工作：看上报和值班', people: personas.filter((each) => !isHere(each) && each.isOffice) },
    { title: '其他群的人', people: personas.filter((each) => !isHere(each) && !each.isOffice) },
  ];
  return circles.filter((circle) => circle.people.length > 0);
}

function RoleTag({ me, group }: { readonly me: SandboxPersona; readonly group: SandboxGroup }) {
  const role = me.roles.find((each) => each.group === group.id)?.role;
  if (role) return <span className={role === 'owner' ? 'tag warn' : 'tag brand'}>{roleWords[role]}</span>;
  return <span className="tag">{me.isOffice ? '保密工作' : '不在本群'}</span>;
}
