import type { Detector, Finding } from '#model/finding.ts';
import type { Passage } from '#model/post.ts';
import type { LayoutRules } from '#detect/layout/layout-rules.ts';

/** Characters of a picture that are searched for words of the public. */
const searched = 20_000;

/** What a page looks like, whether or not its words can be read. It asks for a look; it takes nothing back. */
export function createLayoutDetector(rules: Pick<LayoutRules, 'looks' | 'public'>): Detector {
  return {
    name: 'layout',
    async detect({ passages }, signal) {
      signal.throwIfAborted();
      return passages.flatMap((passage, index) => findingOf(passage, index, rules));
    },
  };
}

function findingOf(
  { layout = [], text, from }: Passage,
  passage: number,
  rules: Pick<LayoutRules, 'looks' | 'public'>,
): readonly Finding[] {
  const look = rules.looks.find(({ cues }) => cues.every((cue) => layout.includes(cue)));
  if (!look) return [];
  const words = text.slice(0, searched).replaceAll(/\s/g, '');
  const isPublic = rules.public.patterns.some((pattern) => pattern.test(words));
  const confidence = look.confidence - (isPublic ? rules.public.lowers : 0);
  return [
    {
      rule: look.id,
      category: look.category,
      confidence: Math.round(Math.max(0.05, confidence) * 100) / 100,
      passage,
      from,
      span: [0, text.length],
      raised: look.cues,
      lowered: isPublic ? ['says-public'] : [],
    },
  ];
}
