import type { Moment } from '#model/ids.ts';
import type { KnownPicture } from '#model/picture.ts';
import type { Store } from '#model/store.ts';
import type { FindPicture } from '#detect/picture/picture-detector.ts';
import { likeness } from '#extract/print/match.ts';
import { createPrintIndex } from '#extract/print/print-index.ts';
import { spotsOf } from '#extract/print/print.ts';

export interface PicturesParts {
  readonly store: Pick<Store, 'pictures'>;
  readonly clock: () => Moment;
  readonly onError: (error: unknown) => void;
}

/** The prints that count now, in memory; follows the store from one case to the next. */
export function openPictures({ store, clock, onError }: PicturesParts): FindPicture {
  const index = createPrintIndex();
  let known: ReadonlyMap<string, KnownPicture> = new Map();

  const refresh = async (): Promise<void> => {
    try {
      const live = new Map((await store.pictures.live(clock())).map((picture) => [picture.id, picture]));
      for (const id of known.keys()) if (!live.has(id)) index.remove(id);
      for (const { id, print } of live.values()) if (!known.has(id)) index.add(id, print);
      known = live;
    } catch (error) {
      onError(error);
    }
  };
  store.pictures.watch(() => void refresh());
  void refresh();
  return (print, at) => {
    const id = index.find(print);
    const picture = id === null ? undefined : known.get(id);
    // What its term has ended for is known no more, also while it still waits to be erased.
    if (!picture || picture.endsAt <= at) return null;
    return { picture, likeness: likeness(spotsOf(picture.print), spotsOf(print)) };
  };
}
