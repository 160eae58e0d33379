/** In what way a word was made hard to recognise. */
export const ways = [
  'homophone',
  'near-sound',
  'pinyin',
  'pinyin-mixed',
  'initials',
  'split',
  'lookalike',
  'leet',
  'reversed',
  'emoji',
  'inserted',
  'repeated',
  'encoded',
  'markup',
  'ocr',
  'star-words',
  'hidden',
  'separated',
  'scattered',
] as const;
export type Way = (typeof ways)[number];

/** A word of the list that stands in the text in another form; offsets into the normalized text. */
export interface Disguise {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly how: Way;
  /** 0..1: how surely it is meant and no chance. */
  readonly strength: number;
}

/** From here on a disguise speaks for itself; below it something else must point the same way. */
export const deliberate = 0.7;
