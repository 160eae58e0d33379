import type { Catalogue } from '#model/catalogue.ts';
import type { Detector, Finding } from '#model/finding.ts';
import type { Template } from '#model/policy.ts';
import type { Reading } from '#model/post.ts';
import type { Store } from '#model/store.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { createFind, type Find } from '#detect/rules/detector.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { livingMap } from '#lib/living-map.ts';
import { compile, inForce, type Compiled } from '#assembly/rulebook/compile.ts';
import type { Shelf } from '#assembly/shelf.ts';

/** The rules that serve now. Whoever holds a part of it sees the next version at the next post. */
export interface LivingRules {
  readonly text: Detector;
  /** What the rules in shadow find: counted, never decided upon. */
  readonly shadow: (reading: Reading) => readonly Finding[];
  readonly find: Find;
  readonly templates: ReadonlyMap<string, Template>;
  readonly catalogue: Catalogue;
  readonly isMark: (rule: string) => boolean;
  readonly compiled: () => Compiled;
  readonly reload: () => Promise<void>;
  /** Puts another classifier in force for the next post. */
  readonly useClassifier: (classifier: Classifier) => void;
}

export async function openLivingRules(shelf: Shelf, store: Store): Promise<LivingRules> {
  const read = async (): Promise<Compiled> => compile(shelf, inForce(await store.sheets.list()));
  let { classifier } = shelf;
  let tools = toolsOf(classifier, await read());
  const templates = livingMap(tools.compiled.templates);
  const rules = livingMap(tools.compiled.catalogue.rules);
  const cues = livingMap(tools.compiled.catalogue.cues ?? new Map<string, string>());
  return {
    text: { name: 'text', detect: (reading, signal) => tools.detector.detect(reading, signal) },
    shadow: ({ passages, context }) => tools.shadow?.(passages, context) ?? [],
    find: (passages, context) => tools.find(passages, context),
    templates: templates.map,
    catalogue: { rules: rules.map, cues: cues.map, categories: shelf.catalogue.categories },
    isMark: (rule) => tools.marks.has(rule),
    compiled: () => tools.compiled,
    async reload() {
      tools = toolsOf(classifier, await read());
      templates.replace(tools.compiled.templates);
      rules.replace(tools.compiled.catalogue.rules);
      cues.replace(tools.compiled.catalogue.cues ?? new Map());
    },
    useClassifier(next) {
      classifier = next;
      tools = toolsOf(classifier, tools.compiled);
    },
  };
}

function toolsOf(classifier: Classifier, compiled: Compiled) {
  const { rules, shadow } = compiled;
  return {
    compiled,
    detector: createTextDetector({ rules, classifier }),
    find: createFind(rules),
    shadow: shadow.rules.length > 0 ? createFind(shadow) : null,
    marks: new Set(rules.rules.filter((rule) => rule.mark).map((rule) => rule.id)),
  };
}
