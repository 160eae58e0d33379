import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeDataDir, writeSecret } from '#assembly/data-dir.ts';
import { ConfigError, type Config } from '#config.ts';

/** The master key: ZHOUZHI_KEY, or the key file of the data folder (0600), made at the first start. */
export function loadMasterKey(config: Pick<Config, 'key' | 'dataDir'>, may: 'create' | 'only-read'): Buffer {
  if (config.key) return config.key;
  const file = join(config.dataDir, 'key');
  if (!existsSync(file)) {
    if (may === 'only-read')
      throw new ConfigError(
        `${file}: expected the key file of a started installation, found none; set ZHOUZHI_DATA or ZHOUZHI_KEY`,
      );
    makeDataDir(config.dataDir);
    writeSecret(file, randomBytes(32));
  }
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  const key = readFileSync(file);
  if (key.length !== 32) {
    throw new ConfigError(
      `${file}: expected a key of 32 bytes, got ${key.length}; restore it from the backup, without it stored posts cannot be read`,
    );
  }
  return key;
}
