import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { Chat } from '#web/sandbox/chat.tsx';
import { DirectPanel } from '#web/sandbox/direct-panel.tsx';
import { SidePanel } from '#web/sandbox/side-panel.tsx';
import { Skeleton } from '#web/sandbox/skeleton.tsx';
import { TopBar } from '#web/sandbox/top-bar.tsx';
import { directKey, groupKey, unreadChat } from '#web/sandbox/room.ts';
import { useStandpoint } from '#web/sandbox/use-place.ts';
import { useIsWide } from '#web/sandbox/use-is-wide.ts';
import { useRoom } from '#web/sandbox/use-room.ts';

type Sheet = 'none' | 'side' | 'direct';

/** Three columns on a desk; on a phone the chat, with the others as sheets. */
export function SandboxPage() {
  const [sheet, setSheet] = useState<Sheet>('none');
  const [looking, setLooking] = useState<ReadonlySet<string>>(new Set());
  const isWide = useIsWide();
  const { room, line, read, seen } = useRoom(looking);
  const { me, group, beMe, goTo } = useStandpoint(room?.state ?? null);
  const chatKey = group ? groupKey(group.id) : '';
  const mineKey = me ? directKey(me.id) : '';
  const seesMine = isWide || sheet === 'direct';

  useEffect(() => {
    const keys = [chatKey, ...(seesMine ? [mineKey] : [])];
    setLooking(new Set(keys));
    keys.forEach(seen);
  }, [chatKey, mineKey, seesMine, seen]);
  const visit = room !== null;
  const isChatRead = room?.chats.get(chatKey)?.isRead ?? false;
  const isMineRead = room?.chats.get(mineKey)?.isRead ?? false;
  useEffect(() => {
    if (visit && chatKey && !isChatRead) read(chatKey);
  }, [visit, chatKey, isChatRead, read]);
  useEffect(() => {
    if (visit && mineKey && !isMineRead) read(mineKey);
  }, [visit, mineKey, isMineRead, read]);
  useFollowedRun(room?.state.run?.group ?? null, goTo);
  const close = useMemo(() => () => setSheet('none'), []);

  if (!room || !me || !group) return <Skeleton isLost={line === 'lost'} />;
  return (
    <div className="sandbox" data-sheet={sheet}>
      <TopBar room={room} line={line} onSheet={setSheet} unreadMine={seesMine ? 0 : (room.unread.get(mineKey) ?? 0)} />
      <SidePanel
        room={room}
        me={me}
        group={group}
        onPerson={beMe}
        onGroup={(id) => (goTo(id), close())}
        onClose={close}
      />
      <Chat
        key={group.id}
        room={room}
        me={me}
        group={group}
        chat={room.chats.get(chatKey) ?? unreadChat}
        onPerson={beMe}
        onEarlier={(before) => read(chatKey, before)}
      />
      <DirectPanel me={me} chat={room.chats.get(mineKey) ?? unreadChat} onClose={close} />
      {sheet !== 'none' && <button type="button" className="sheet-veil" aria-label="关闭" onClick={close} />}
    </div>
  );
}

/** While a case is replayed the chat goes where it happens. */
function useFollowedRun(where: string | null, goTo: (group: string) => void): void {
  const move = useEffectEvent(goTo);
  // The reader may look elsewhere between two steps: only a change of place moves him.
  useEffect(() => {
    if (where) move(where);
  }, [where]);
}
