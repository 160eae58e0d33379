/** The command line's only way out: results to stdout, everything else to stderr. */
export interface Output {
  line(text: string): void;
  problem(text: string): void;
}

export const processOutput: Output = {
  line: (text) => void process.stdout.write(`${text}\n`),
  problem: (text) => void process.stderr.write(`${text}\n`),
};

/** The command was called wrongly: exit code 2 and one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** 0 all clear, 1 something is not, 2 an error. */
export type ExitCode = 0 | 1 | 2;
