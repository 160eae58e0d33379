import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet, readSheets } from '#lib/sheet.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { parseLearned } from '#detect/classifier/learned.ts';
import { decodeModel } from '#detect/classifier/model.ts';
import { parseThemes } from '#detect/classifier/themes.ts';
import { parseLaw } from '#detect/law.ts';
import { parseLayoutRules } from '#detect/layout/layout-rules.ts';
import { parseRulePacks } from '#detect/rules/parse.ts';
import { parseTopicRules } from '#detect/topics.ts';

/** What text detection is taught with; enough to train, without a trained model. */
export function loadLessons(root: string) {
  const at = (...parts: string[]): string => join(root, ...parts);
  const law = parseLaw(readSheet(at('data', 'law.yaml'), 'data/law.yaml'));
  const rules = parseRulePacks(readSheets(at('rules', 'packs'), 'rules/packs'), law);
  const themes = parseThemes(readSheets(at('rules', 'lexicons'), 'rules/lexicons'), rules.cues);
  const learned = parseLearned(readSheet(at('rules', 'learned.yaml'), 'rules/learned.yaml'), law, themes.ids);
  const topics = parseTopicRules(readSheet(at('rules', 'topics.yaml'), 'rules/topics.yaml'), law);
  const layout = parseLayoutRules(readSheet(at('rules', 'layout.yaml'), 'rules/layout.yaml'), law);
  return { law, rules, themes, learned, topics, layout };
}
export type Lessons = ReturnType<typeof loadLessons>;

export function loadClassifier(root: string, { themes, learned }: Lessons): Classifier {
  const bytes = readFileSync(join(root, 'data', 'classifier.bin'));
  return { model: decodeModel(bytes, 'data/classifier.bin'), themes, learned };
}
