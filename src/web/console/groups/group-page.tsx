import { useState } from 'react';
import type { GroupPageWire } from '#model/group-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { GroupCases } from '#web/console/groups/group-cases.tsx';
import { GroupHistory } from '#web/console/groups/group-history.tsx';
import { GroupLedger } from '#web/console/groups/group-ledger.tsx';
import { GroupMembers } from '#web/console/groups/group-members.tsx';
import { GroupNeeds } from '#web/console/groups/group-needs.tsx';
import { GroupOutline } from '#web/console/groups/group-outline.tsx';
import { GroupSettings } from '#web/console/groups/group-settings.tsx';
import { ModeTag } from '#web/console/groups/group-tags.tsx';
import { partOf, partsOf, type Part } from '#web/console/groups/parts.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Segments } from '#web/console/segments.tsx';

/** One group; what a deed answers is shown without a second look. */
export function GroupPage({ id }: { readonly id: string }) {
  const [loaded, reload] = useLoaded<GroupPageWire>(`${api}/groups/${encodeURIComponent(id)}`);
  const [changed, setChanged] = useState<GroupPageWire | null>(null);
  return (
    <>
      <p>
        <PlaceLink to={{ page: 'groups' }}>‹ 全部群</PlaceLink>
      </p>
      {loaded.state !== 'here' && <h1>群</h1>}
      <LoadedView loaded={loaded} onRetry={reload}>
        {(answer) => <Group shown={changed ?? answer} onChange={setChanged} />}
      </LoadedView>
    </>
  );
}

interface Props {
  readonly shown: GroupPageWire;
  readonly onChange: (changed: GroupPageWire) => void;
}

function Group({ shown, onChange }: Props) {
  const { session } = useSeat();
  const { group } = shown;
  const parts = partsOf(session.account.role);
  const [part, setPart] = useState<Part>(() => partOf(location.search, session.account.role));
  const choose = (chosen: Part) => {
    setPart(chosen);
    const query = chosen === 'outline' ? '' : `part=${chosen}`;
    history.replaceState(null, '', hrefOf({ page: 'groups', id: group.id, query }));
  };
  return (
    <>
      <div className="case-head">
        <h1>{group.name}</h1>
        <ModeTag group={group} />
        {group.purpose && <span className="muted">{group.purpose}</span>}
      </div>
      <GroupNeeds shown={shown} onChange={onChange} />
      {parts.length > 1 && (
        <div className="group-parts">
          <Segments label="看什么" chosen={part} choices={parts} onChoose={choose} />
        </div>
      )}
      <Shown part={part} shown={shown} onChange={onChange} />
    </>
  );
}

function Shown({ part, shown, onChange }: Props & { readonly part: Part }) {
  const { id } = shown.group;
  switch (part) {
    case 'outline':
      return <GroupOutline shown={shown} />;
    case 'settings':
      return (
        <div className="case-columns">
          <GroupSettings shown={shown} />
          <GroupHistory key={shown.settings?.version} group={shown.group} onChange={onChange} />
        </div>
      );
    case 'members':
      return <GroupMembers group={shown.group} />;
    case 'cases':
      return <GroupCases id={id} />;
    case 'ledger':
      return <GroupLedger id={id} />;
  }
}
