/** A map whose holders see the next contents at once: what is written anew while others read it. */
export interface LivingMap<Key, Value> {
  readonly map: ReadonlyMap<Key, Value>;
  replace(next: ReadonlyMap<Key, Value>): void;
}

export function livingMap<Key, Value>(first: ReadonlyMap<Key, Value>): LivingMap<Key, Value> {
  const map = new Map(first);
  return {
    map,
    replace(next) {
      map.clear();
      for (const [key, value] of next) map.set(key, value);
    },
  };
}
