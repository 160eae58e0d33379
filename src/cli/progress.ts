/** Where the bar is drawn: standard error, and only where a person looks at it. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  show(done: number, of: number): void;
  clear(): void;
}

const width = 24;
/** Fewer steps than this are over before a bar is read. */
const worthwhile = 4;

/** A bar on a terminal, nothing in a pipe. */
export function createProgress(screen: Screen, name: string): Progress {
  let isDrawn = false;
  return {
    show(done, of) {
      if (screen.isTTY !== true || of < worthwhile) return;
      const full = Math.min(width, Math.round((done / of) * width));
      screen.write(`\r\u001b[K${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${of} ${shown(name)}`);
      isDrawn = true;
    },
    clear() {
      if (isDrawn) screen.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}

/** A name may hold anything, even words a terminal obeys. */
function shown(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, '?').slice(0, 40);
}
