import { useState } from 'react';
import type { OwnerGroupWire, OwnerWire } from '#model/owner-wire.ts';
import { api, tokenOfPage } from '#web/kit/api.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { GroupSettings } from '#web/owner/group-settings.tsx';

const token = tokenOfPage();
const path = `${api}/owner/${encodeURIComponent(token)}`;

/** What an owner sets for his groups, behind the link the bot gave him. */
export function OwnerPage() {
  return token === 'owner' || token === '' ? (
    <DocRefused title="请从机器人给您的链接打开" says="私聊“周知”，发“设置”两个字，就会收到您本人的链接，七天有效。" />
  ) : (
    <Loaded />
  );
}

function Loaded() {
  const [loaded, reload] = useLoaded<OwnerWire>(path);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开这个页面" says={loaded.says} />;
  return <Groups owned={loaded.answer} onReload={reload} />;
}

function Groups({ owned, onReload }: { readonly owned: OwnerWire; readonly onReload: () => void }) {
  const [chosen, setChosen] = useState(owned.groups[0]?.id ?? '');
  const [saved, setSaved] = useState<ReadonlyMap<string, OwnerGroupWire>>(new Map());
  const groups = owned.groups.map((group) => newest(group, saved.get(group.id)));
  const group = groups.find(({ id }) => id === chosen);
  return (
    <Doc office={owned.office}>
      <h1>群设置</h1>
      <p className="muted owner-lead">不改也行：默认设置已经能用。单位的底线任何设置都不会放开。</p>
      {groups.length === 0 && <div className="panel empty">您现在不是任何已启用群的群主。</div>}
      {groups.length > 1 && (
        <label className="field owner-pick">
          <span className="label">群</span>
          <select className="input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {groups.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {group && (
        <GroupSettings
          key={`${group.id}/${group.version}`}
          path={`${path}/groups/${encodeURIComponent(group.id)}`}
          owned={owned}
          group={group}
          onSaved={(next) => setSaved(new Map([...saved, [next.id, next]]))}
          onStale={onReload}
        />
      )}
    </Doc>
  );
}

/** What was saved here may be newer than what was read. */
function newest(read: OwnerGroupWire, saved: OwnerGroupWire | undefined): OwnerGroupWire {
  return saved && saved.version >= read.version ? saved : read;
}
