import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet, readSheets } from '#lib/sheet.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { parseLearned } from '#detect/classifier/learned.ts';
import { decodeModel } from '#detect/classifier/model.ts';
import { parseThemes } from '#detect/classifier/themes.ts';
import { parseLaw } from '#detect/law.ts';
import { parseLayoutRules } from '#detect/layout/layout-rules.ts';
import { parseRulePacks } from '#detect/rules/parse.ts';
import { parseFingerprintRules } from '#detect/fingerprint/fingerprint-rules.ts';
import { parseOwnerRules } from '#detect/owner-rules.ts';
import { parseTopicRules } from '#detect/topics.ts';

/** What text detection is taught with; enough to train, without a trained model. */
export function loadLessons(root: string) {
  const at = (...parts: string[]): string => join(root, ...parts);
  const law = parseLaw(readSheet(at('data', 'law.yaml'), 'data/law.yaml'));
  const packs = readSheets(at('rules', 'packs'), 'rules/packs');
  const rules = parseRulePacks(packs, law);
  const themes = parseThemes(readSheets(at('rules', 'lexicons'), 'rules/lexicons'), rules.cues);
  const learned = parseLearned(readSheet(at('rules', 'learned.yaml'), 'rules/learned.yaml'), {
    law,
    themeIds: themes.ids,
    cues: rules.cues,
  });
  const topics = parseTopicRules(readSheet(at('rules', 'topics.yaml'), 'rules/topics.yaml'), law);
  const fingerprints = parseFingerprintRules(
    readSheet(at('rules', 'fingerprints.yaml'), 'rules/fingerprints.yaml'),
    law,
  );
  const layout = parseLayoutRules(readSheet(at('rules', 'layout.yaml'), 'rules/layout.yaml'), law);
  const ownerRules = parseOwnerRules(readSheet(at('rules', 'owner-rules.yaml'), 'rules/owner-rules.yaml'), law);
  return { law, packs, rules, themes, learned, topics, ownerRules, fingerprints, layout };
}
export type Lessons = ReturnType<typeof loadLessons>;

/** The unit's own model where it has trained one (`train --unit`) over what is shipped now, else the shipped one. */
export function loadClassifier(root: string, { themes, learned }: Lessons, dataDir: string | null = null): Classifier {
  const own = dataDir === null ? null : findOwnModel(root, dataDir);
  const file = own?.isCurrent ? own.file : shippedModel(root);
  return { model: decodeModel(readFileSync(file), file), themes, learned };
}

export interface FoundModel {
  readonly file: string;
  /** Trained over the model that is shipped now: after an upgrade it is not, and the shipped one serves until it is trained anew. */
  readonly isCurrent: boolean;
}

/** The unit's own model; null where there is none. */
export function findOwnModel(root: string, dataDir: string): FoundModel | null {
  const file = join(dataDir, 'classifier.bin');
  if (!existsSync(file)) return null;
  const over = join(dataDir, overName);
  return { file, isCurrent: existsSync(over) && readFileSync(over, 'utf8') === hashOfShipped(root) };
}

/** Beside the unit's own model: the hash of the shipped one it was trained over. */
export const overName = 'classifier.over';

export function hashOfShipped(root: string): string {
  return createHash('sha256')
    .update(readFileSync(shippedModel(root)))
    .digest('hex');
}

function shippedModel(root: string): string {
  return join(root, 'data', 'classifier.bin');
}
