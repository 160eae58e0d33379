/** An article as data/law.yaml states it; rules, texts and quiz items refer to it by id. */
export interface Article {
  readonly id: string;
  /** 《中华人民共和国保守国家秘密法》 */
  readonly law: string;
  /** 第二十九条第二款 */
  readonly article: string;
  /** In one sentence of our own what it says. */
  readonly says: string;
  /** 2024-02-27修订，2024-05-01施行 */
  readonly version: string;
  /** ISO date somebody read it in the text. */
  readonly checkedAt: string;
}

export type LawBook = Readonly<Record<string, Article>>;
