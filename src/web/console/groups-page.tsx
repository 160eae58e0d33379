import { GroupPage } from '#web/console/groups/group-page.tsx';
import { GroupRegister } from '#web/console/groups/group-register.tsx';
import '#web/console/groups/groups.css';

/** The register of groups; `id` is one of them. */
export function GroupsPage({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <GroupRegister /> : <GroupPage key={id} id={id} />;
}
