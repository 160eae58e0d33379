import { useEffect } from 'react';
import type { ConsoleEvent } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';

const name: ConsoleEvent = 'cases';
/** On a busy day cases change many times a second; a page need not be read anew more often than this. */
const atMostEvery = 2000;

/** Calls back when the server says that cases changed: at once, then at most every two seconds. */
export function useLiveCases(changed: () => void): void {
  useEffect(() => {
    const source = new EventSource(`${api}/events`);
    let timer: ReturnType<typeof setTimeout> | null = null;
    let isWaiting = false;
    const rest = () => {
      timer = null;
      if (isWaiting) tell();
    };
    const tell = () => {
      isWaiting = timer !== null;
      if (timer !== null) return;
      timer = setTimeout(rest, atMostEvery);
      changed();
    };
    source.addEventListener(name, tell);
    return () => {
      source.close();
      if (timer !== null) clearTimeout(timer);
    };
  }, [changed]);
}
