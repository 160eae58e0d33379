import type { Moment } from '#model/ids.ts';

/** Each secret has a token of its own. */
export type SecretName = 'app' | 'archive' | 'contacts';

export interface Token {
  readonly value: string;
  readonly expiresAt: Moment;
}

/** Where tokens are kept; replicas share one, so that a fresh token of one is not asked for again by another. */
export interface TokenShelf {
  read(name: SecretName): Promise<Token | null>;
  write(name: SecretName, token: Token): Promise<void>;
}

export interface Tokens {
  get(name: SecretName): Promise<string>;
  /** A fresh one in place of one the platform no longer takes. */
  renew(name: SecretName, refused: string): Promise<string>;
}

export interface TokenParts {
  readonly shelf: TokenShelf;
  readonly clock: () => Moment;
  /** Asks the platform. */
  readonly fetch: (name: SecretName) => Promise<Token>;
}

/** A token is renewed this long before it ends. */
const early = 300_000;

/** One flight for each secret: who asks while it is on its way waits for the same answer. */
export function createTokens({ shelf, clock, fetch }: TokenParts): Tokens {
  const flights = new Map<SecretName, Promise<string>>();
  const fly = (name: SecretName): Promise<string> => {
    const known = flights.get(name);
    if (known) return known;
    const flight = fetch(name)
      .then(async (token) => {
        await shelf.write(name, token);
        return token.value;
      })
      .finally(() => flights.delete(name));
    flights.set(name, flight);
    return flight;
  };
  const kept = async (name: SecretName): Promise<string | null> => {
    const token = await shelf.read(name);
    return token && token.expiresAt - early > clock() ? token.value : null;
  };
  return {
    get: async (name) => flights.get(name) ?? (await kept(name)) ?? fly(name),
    async renew(name, refused) {
      const current = await kept(name);
      return current !== null && current !== refused ? current : fly(name);
    },
  };
}

/** For one process. */
export function memoryShelf(): TokenShelf {
  const tokens = new Map<SecretName, Token>();
  return {
    read: async (name) => tokens.get(name) ?? null,
    write: async (name, token) => void tokens.set(name, token),
  };
}
