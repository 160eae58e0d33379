import { createHash } from 'node:crypto';

/** Hex SHA-256: what is kept of a session's token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
