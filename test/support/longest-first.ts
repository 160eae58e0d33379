import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest: begun last, the others would be done and every core but one idle. A file nobody lists only comes later. */
const longest = [
  'bundle/bundle.long.ts',
  'browser/console.long.ts',
  'scenario/trouble.long.ts',
  'fault/kill.test.ts',
  'scenario/browser.test.ts',
  'store/contract.test.ts',
  'cli/command.test.ts',
  'fault/fuzz-files.test.ts',
  'extract/ocr/reader.test.ts',
  'extract/pool.test.ts',
  'scenario/wecom-cases.test.ts',
];

/** Vitest's own order, which knows sizes only where nothing ran before, behind what takes longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // Vitest's method of that name, not an array's.
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}`));
  return at < 0 ? longest.length : at;
}
