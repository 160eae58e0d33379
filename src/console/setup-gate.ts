import { isSame } from '#console/route.ts';

/** The one-time setup link's token: only its holder may set up, once; a restart prints a new one. */
export interface SetupGate {
  isNeeded(): boolean;
  fits(token: string | null): boolean;
  /** Takes the right; false where the token is wrong or somebody is just using it. */
  take(token: string): boolean;
  /** The setup did not come about: the token is good again. */
  giveBack(): void;
}

/** `token` null: an account exists, there is nothing to set up. */
export function setupGate(token: string | null): SetupGate {
  let isOpen = token !== null;
  const fits = (given: string | null): boolean => isOpen && token !== null && given !== null && isSame(given, token);
  return {
    isNeeded: () => isOpen,
    fits,
    take(given) {
      if (!fits(given)) return false;
      isOpen = false;
      return true;
    },
    giveBack() {
      isOpen = token !== null;
    },
  };
}
