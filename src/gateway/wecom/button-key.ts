/** What a button carries through the platform: what it is about and what was meant. ASCII, whatever the words are. */
export interface ButtonKey {
  readonly ref: string;
  readonly action: string;
}

/** The question of a list to pick from: what is picked is a button's key. */
export const pickKey = 'pick';

/** The action of a question's submit button; what was chosen follows it: `choose/AC`. */
export const chooseAction = 'choose';

export function writeButtonKey({ ref, action }: ButtonKey): string {
  return `${encodeURIComponent(action)}|${encodeURIComponent(ref)}`;
}

/** Null for a key this house never wrote. */
export function readButtonKey(key: string): ButtonKey | null {
  const [action, ref, ...more] = key.split('|').map(decoded);
  return action && ref !== null && ref !== undefined && more.length === 0 ? { ref, action } : null;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
