/** Something of a record that is a file, or would be one if the archive gave it out or it could be read. */
export type PartFile =
  | {
      readonly kind: 'media';
      readonly name: string;
      readonly media: 'picture' | 'file';
      /** The library's handle, good for five days. */
      readonly handle: string;
      readonly md5: string;
      readonly size: number;
    }
  /** An explicit gap: nobody reads it. */
  | { readonly kind: 'gap'; readonly name: string; readonly why: 'unsupported' | 'restricted' };

/** What a record says, whatever its type. */
export interface Part {
  readonly text: string;
  readonly files: readonly PartFile[];
  /** Messages of a forwarded bundle, each with what it carries. */
  readonly bundle: readonly Part[];
}

/** Control characters the client hides would hide words from the rules. */
export function says(...lines: readonly string[]): Part {
  return {
    text: lines
      .map((line) => line.replace(/[^\P{Cc}\n\t]/gu, '').trim())
      .filter((line) => line !== '')
      .join('\n'),
    files: [],
    bundle: [],
  };
}

/** Words, and something beside them that cannot be read. */
export function unread(name: string, why: 'unsupported' | 'restricted', ...lines: readonly string[]): Part {
  return { ...says(...lines), files: [{ kind: 'gap', name, why }] };
}
