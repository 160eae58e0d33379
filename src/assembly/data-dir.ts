import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ConfigError } from '#config.ts';

const causes: Readonly<Record<string, string>> = {
  EACCES: 'one without permission',
  EPERM: 'one without permission',
  EROFS: 'a read-only disk',
  ENOSPC: 'a full disk',
  ENOTDIR: 'a path through a file',
  EEXIST: 'a file',
};

/** Makes the data folder, for its owner alone. */
export function makeDataDir(dataDir: string): void {
  explained(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: 0o700 }));
}

/** A secret of the data folder, for its owner alone: whole, or not there at all. */
export function writeSecret(file: string, secret: string | Uint8Array): void {
  const part = `${file}.part`;
  explained(file, () => {
    try {
      writeFileSync(part, secret, { mode: 0o600 });
      renameSync(part, file);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  });
}

/** A folder that cannot be written is a setting to mend. */
function explained(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? causes[String(error.code)] : undefined;
    if (cause === undefined) throw error;
    throw new ConfigError(`ZHOUZHI_DATA: expected a folder that can be written, got ${cause}: ${path}`, {
      cause: error,
    });
  }
}
