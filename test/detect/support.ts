import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseSheet, readSheet } from '#lib/sheet.ts';
import { createFind } from '#detect/rules/detector.ts';
import { parseRulePacks } from '#detect/rules/parse.ts';
import { counts } from '#detect/rules/rule.ts';
import { findRoot } from '#assembly/root.ts';
import { loadClassifier, loadLessons } from '#assembly/lessons.ts';

const root = findRoot();

export const lessons = loadLessons(root);
export const shippedBook = lessons.rules;
export const shippedClassifier = loadClassifier(root, lessons);
export const categoriesSheet = readSheet(join(root, 'rules', 'categories.yaml'), 'rules/categories.yaml');

/** A book of one rule, written as YAML lines under `rules:`. */
export function bookOf(yaml: string) {
  return parseRulePacks([parseSheet(yaml, 'test.yaml')], lessons.law);
}

const find = createFind(shippedBook);

export function findingsIn(text: string, context: readonly string[] = []) {
  return find([{ text, from: 'body' }], context).filter((finding) => finding.confidence >= counts);
}

/** The kinds found, each once, in order of their names. */
export function kindsIn(text: string, context: readonly string[] = []): readonly string[] {
  return [...new Set(findingsIn(text, context).map((finding) => finding.category.split('.', 1)[0] ?? ''))].toSorted();
}

/** Samples that are not part of the repository; null where they are absent. */
export function samplesFolder(): string | null {
  const folder = join(root, '..', 'shared', 'samples');
  return existsSync(folder) ? folder : null;
}
