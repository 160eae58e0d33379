import { useEffect } from 'react';
import type { ConsoleEvent } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';

const name: ConsoleEvent = 'cases';

/** Calls back whenever the server says that cases changed. */
export function useLiveCases(changed: () => void): void {
  useEffect(() => {
    const source = new EventSource(`${api}/events`);
    source.addEventListener(name, changed);
    return () => source.close();
  }, [changed]);
}
