import { useCallback, useEffect, useState } from 'react';
import type { SandboxGroup, SandboxPersona, SandboxState } from '#model/sandbox-wire.ts';

export interface Standpoint {
  readonly me: SandboxPersona | null;
  readonly group: SandboxGroup | null;
  readonly beMe: (id: string) => void;
  readonly goTo: (group: string) => void;
}

/** Who the visitor is and where he looks, kept in the address: a reload stays, and two tabs may be two people. */
export function useStandpoint(state: SandboxState | null): Standpoint {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const [wantedMe, wantedGroup] = hash.slice(1).split('/').map(decodeURIComponent);
  const group = state?.groups.find((each) => each.id === wantedGroup) ?? state?.groups[0] ?? null;
  const me = state?.personas.find((each) => each.id === wantedMe) ?? (state ? ordinary(state, group) : null);
  const beMe = useCallback((id: string) => setPlace(id, group?.id ?? ''), [group?.id]);
  const goTo = useCallback((id: string) => setPlace(me?.id ?? '', id), [me?.id]);
  return { me, group, beMe, goTo };
}

/** A visitor starts as an ordinary member of the first group. */
function ordinary(state: SandboxState, group: SandboxGroup | null): SandboxPersona | null {
  const isMember = (persona: SandboxPersona) =>
    persona.roles.some((role) => role.group === group?.id && role.role === 'member');
  return state.personas.find((each) => isMember(each) && !each.isOffice) ?? state.personas[0] ?? null;
}

function setPlace(me: string, group: string): void {
  location.hash = `${encodeURIComponent(me)}/${encodeURIComponent(group)}`;
}
