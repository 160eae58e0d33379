import type { Reporter, TestModule } from 'vitest/node';

export interface Outcome {
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly name: string;
  /** What `context.skip(reason)` was given. */
  readonly note?: string | undefined;
}

/** The last lines of a run: what was skipped for which reason, then the tally. */
export function tally(outcomes: readonly Outcome[], brokenFiles: number): readonly string[] {
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const reasons = Map.groupBy(
    outcomes.filter((outcome) => outcome.state === 'skipped'),
    ({ name, note }) => note ?? /\[(needs [^\]]+)\]/.exec(name)?.[1] ?? `no reason stated: ${name}`,
  );
  return [
    ...[...reasons].map(([reason, skipped]) => `${skipped.length} skipped, ${reason}`),
    `${count('passed')} passed, ${count('failed') + brokenFiles} failed`,
  ];
}

export function tallyReporter(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const outcomes = modules.flatMap(outcomesOf);
      const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
      console.log(`\n${tally(outcomes, broken).join('\n')}`);
    },
  };
}

function outcomesOf(module: TestModule): readonly Outcome[] {
  return [...module.children.allTests()].map((test) => {
    const result = test.result();
    return { state: result.state, name: test.fullName, note: result.state === 'skipped' ? result.note : undefined };
  });
}
