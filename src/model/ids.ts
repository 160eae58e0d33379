/**
 * Ids of the outside world read `platform:native`, so that every deed finds its door and no two platforms collide.
 * Native parts never contain personal names.
 */
export type PlatformName = string;
export type PostId = string;
export type GroupId = string;
export type MemberId = string;
export type FileId = string;

/** What the house calls a person: stable while the mapping to the MemberId exists, meaningless once it is erased (PIPL 47). */
export type Pseudonym = string;
export type CaseId = string;
/** Epoch milliseconds, UTC. */
export type Moment = number;

/** The platform an outside id belongs to; throws on an id without a prefix, which is a bug of the door that made it. */
export function platformOf(id: PostId | GroupId | MemberId | FileId): PlatformName {
  const colon = id.indexOf(':');
  if (colon < 1) throw new Error(`id: expected "platform:native", got ${JSON.stringify(id.slice(0, 20))}`);
  return id.slice(0, colon);
}
