import { mkdirSync } from 'node:fs';
import { ConfigError } from '#config.ts';

const causes: Readonly<Record<string, string>> = {
  EACCES: 'one without permission',
  EPERM: 'one without permission',
  EROFS: 'a read-only disk',
  ENOSPC: 'a full disk',
  ENOTDIR: 'a path through a file',
  EEXIST: 'a file',
};

/** Makes the data folder, for its owner alone; one that cannot be made is a setting to mend. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? causes[String(error.code)] : undefined;
    if (cause === undefined) throw error;
    throw new ConfigError(`ZHOUZHI_DATA: expected a folder that can be written, got ${cause}: ${dataDir}`, {
      cause: error,
    });
  }
}
