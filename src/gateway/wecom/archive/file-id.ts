import type { FileId } from '#model/ids.ts';
import type { PartFile } from '#gateway/wecom/archive/part.ts';

/** All that is needed to fetch a file later, or why it can't be: nothing else is kept of it. */
export type FileKey =
  | { readonly kind: 'media'; readonly md5: string; readonly size: number; readonly handle: string }
  | { readonly kind: 'gap'; readonly why: 'unsupported' | 'restricted' };

/** `place` tells the gaps of one record apart. */
export function fileIdOf(file: PartFile, place: string): FileId {
  return file.kind === 'media'
    ? `wecom:media/${file.md5.replace(/[^\da-fA-F]/g, '')}/${file.size}/${file.handle}`
    : `wecom:${file.why}/${place}`;
}

/** Null for an id this door never gave. */
export function readFileId(id: FileId): FileKey | null {
  const [, why] = /^wecom:(unsupported|restricted)\//.exec(id) ?? [];
  if (why === 'unsupported' || why === 'restricted') return { kind: 'gap', why };
  const [, md5, size, handle] = /^wecom:media\/([\da-fA-F]*)\/(\d+)\/(.+)$/s.exec(id) ?? [];
  return md5 === undefined || handle === undefined ? null : { kind: 'media', md5, size: Number(size), handle };
}
