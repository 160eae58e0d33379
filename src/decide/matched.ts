import { kindOf } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Policy } from '#model/policy.ts';

interface Searched {
  readonly findings: readonly Finding[];
  readonly record: number;
  readonly isMark: (rule: string) => boolean;
}

/** The findings a policy applies to, or none when its conditions are not met. */
export function matched(when: Policy['when'], searched: Searched): readonly Finding[] {
  if (when.record !== undefined && searched.record < when.record) return [];
  const found = searched.findings.filter(
    (finding) =>
      finding.confidence >= when.confidence &&
      kindOf(finding.category) === when.kind &&
      isWithin(finding.category, when.categories) &&
      (when.mark !== true || searched.isMark(finding.rule)),
  );
  return when.count === undefined || people(found) >= when.count ? found : [];
}

function isWithin(category: string, prefixes: readonly string[] | undefined): boolean {
  return !prefixes || prefixes.some((prefix) => category === prefix || category.startsWith(`${prefix}.`));
}

/** At least how many persons: one person has several identifiers, but one of each sort. */
function people(findings: readonly Finding[]): number {
  const places = new Map<string, Set<string>>();
  for (const { rule, passage, span } of findings) {
    const known = places.get(rule) ?? new Set();
    places.set(rule, known.add(`${passage}:${span[0]}`));
  }
  return Math.max(0, ...[...places.values()].map((known) => known.size));
}
