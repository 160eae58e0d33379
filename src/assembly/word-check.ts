import type { Case } from '#model/case.ts';
import { kindOf } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Store } from '#model/store.ts';
import type { WordCheck } from '#enforce/desk-change.ts';
import { counts } from '#detect/rules/rule.ts';
import type { Examiner } from '#pipeline/examine.ts';
import { said } from '#pipeline/trace.ts';

type Parts = Pick<Examiner, 'detectors' | 'fingerprint' | 'pieces' | 'isMark'> & {
  readonly store: Pick<Store, 'fingerprints'>;
};

const patience = 10_000;
/** So much of a text's pieces in a case is no chance. */
const copied = 0.2;

/** Words a person writes about a case are checked like a post, and against what the case remembers of the post. */
export function createWordCheck(parts: Parts): WordCheck {
  return async (text, one) => {
    if (await isCopy(parts, text, one)) return 'copy';
    const found = await findingsIn(parts, text, one);
    if (found.some(({ rule, category }) => parts.isMark(rule) || kindOf(category) === 'personal-data')) return 'marks';
    return found.length > 0 ? 'finds' : null;
  };
}

/** The very words, or pieces of them. */
async function isCopy({ fingerprint, pieces, store }: Parts, text: string, one: Case): Promise<boolean> {
  if (fingerprint(said(postOf(text, one))) === one.fingerprint) return true;
  const kept = await store.fingerprints.ofCase(one.id);
  const own = kept && pieces([text], kept.grain);
  if (!kept || !own) return false;
  const known = new Set(kept.hashes);
  return own.filter((hash) => known.has(hash)).length >= own.length * copied;
}

async function findingsIn({ detectors }: Parts, text: string, one: Case): Promise<readonly Finding[]> {
  const reading: Reading = {
    post: postOf(text, one),
    passages: [{ from: 'body', file: null, via: 'text', where: '正文', text }],
    gaps: [],
    context: [],
  };
  const signal = AbortSignal.timeout(patience);
  const found = await Promise.all(detectors.map((detector) => detector.detect(reading, signal)));
  return found.flat().filter(({ confidence }) => confidence >= counts);
}

function postOf(text: string, { group, sentAt }: Case): Post {
  const sender = { id: 'desk:', name: '', role: 'member' } as const;
  return { id: 'desk:', group, sender, sentAt, body: text, quoted: null, forwarded: [], files: [] };
}
