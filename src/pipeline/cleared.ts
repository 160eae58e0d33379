import type { Case } from '#model/case.ts';
import type { Finding } from '#model/finding.ts';
import type { Post, Passage } from '#model/post.ts';
import { doubtful } from '#detect/rules/rule.ts';
import { dependsOnGroup, isTelling } from '#pipeline/came-before.ts';

interface Cleared {
  readonly post: Post;
  readonly passages: readonly Passage[];
  /** The case of just these words and names of files in which a person said that nothing was wrong. */
  readonly cleared: Case | null;
  readonly sender: string;
  /** File id -> keyed hash of its bytes, of what was fetched. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Findings in what a person has cleared no longer count: the very same words, and files of the very same bytes. */
export function withCleared(findings: readonly Finding[], given: Cleared): readonly Finding[] {
  const { cleared, passages, digests } = given;
  if (!cleared || !appliesTo(cleared, given)) return findings;
  const known = new Set(cleared.files);
  const isCleared = ({ passage }: Finding): boolean => {
    const found = passages[passage];
    if (!found || found.file === null || found.where === '文件名') return true;
    const digest = digests.get(found.file);
    return digest !== undefined && known.has(digest);
  };
  return findings.map((finding) =>
    isCleared(finding)
      ? {
          ...finding,
          confidence: Math.min(finding.confidence, doubtful),
          lowered: [...finding.lowered, 'person-cleared'],
        }
      : finding,
  );
}

/** What was right by the group's own rules is right there; a few words of anybody's only where and by whom they were said. */
function appliesTo(cleared: Case, { post, sender }: Cleared): boolean {
  const isOfGroup =
    cleared.appeal?.reason === 'approved' || (cleared.category !== null && dependsOnGroup(cleared.category));
  if (cleared.group === post.group) return isTelling(post) || cleared.sender === sender;
  return isTelling(post) && !isOfGroup;
}
