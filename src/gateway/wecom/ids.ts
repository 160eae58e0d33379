import { createHash } from 'node:crypto';
import type { GroupId, MemberId, PostId } from '#model/ids.ts';

/** What the house calls something of WeCom's. */
export function houseId(native: string): GroupId | MemberId | PostId {
  return `wecom:${native}`;
}

/** What WeCom calls it; null for another platform's. */
export function nativeId(id: GroupId | MemberId | PostId): string | null {
  return id.startsWith('wecom:') && id.length > 6 ? id.slice(6) : null;
}

/** Contacts outside the corporation; the prefix is the platform's own. */
export function isOutsider(userid: string): boolean {
  return /^w[om][\w-]{10,}$/.test(userid);
}

export function isRobot(userid: string): boolean {
  return /^wb[\w-]{10,}$/.test(userid);
}

/** Letters, digits, - and _ only: what may stand in a task id or a key and names nobody. */
export function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('base64url').slice(0, 32);
}
