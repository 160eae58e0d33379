import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import type { WecomDoor } from '#gateway/wecom/gateway.ts';
import { turning, type Turning } from '#lib/turning.ts';

export interface InterceptParts {
  readonly door: Pick<WecomDoor, 'syncIntercept' | 'hasIntercept'>;
  readonly corpId: string;
  readonly store: Pick<Store, 'tokens' | 'record'>;
  readonly clock: () => Moment;
  readonly onError: (error: unknown) => void;
}

/** What is set right in the tenant is looked at so often. */
const every = 6 * 3_600_000;
const soon = 5 * 60_000;
const forEver = 100 * 365 * 24 * 3_600_000;

/** Keeps the tenant's 聊天敏感词 as the unit chose them. Where it chose none the tenant is not even asked, unless there are some of ours. */
export function keepIntercept({ door, corpId, store, clock, onError }: InterceptParts): Turning {
  const name = `wecom/${corpId}/intercept`;
  let nextAt: Moment = 0;
  return turning(async () => {
    if (clock() < nextAt) return nextAt - clock();
    const hadSome = ((await store.tokens.read(name))?.value ?? '0') !== '0';
    if (!door.hasIntercept && !hadSome) return null;
    try {
      const synced = await door.syncIntercept(AbortSignal.timeout(60_000));
      nextAt = clock() + every;
      if (!synced.ok) return every;
      // Written before the ledger: rules whose existence is forgotten would never be taken away.
      await store.tokens.write(name, { value: String(synced.rules), expiresAt: clock() + forEver });
      if (synced.changed > 0) await store.record({ ledger: [rowOf(synced, clock())] });
      return every;
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      nextAt = error.retryAt ?? clock() + soon;
      return nextAt - clock();
    }
  }, onError);
}

/** Numbers only: what the words are stands in the unit's own sheet. */
function rowOf({ rules, words, changed }: { rules: number; words: number; changed: number }, at: Moment) {
  const detail = { what: 'intercept', rules, words, changed };
  return { at, event: 'setting-changed', actor: { kind: 'bot' }, detail } as const;
}
