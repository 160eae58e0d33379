import { recordBodies } from './tables/record-bodies.ts';

export type RecordType = keyof typeof recordBodies;

/** A decrypted record as the archive hands it out. */
export interface ArchiveRecord {
  readonly msgid: string;
  readonly action: 'send' | 'recall';
  readonly from: string;
  readonly tolist: readonly string[];
  readonly roomid: string;
  readonly msgtime: number;
  readonly msgtype: string;
  readonly [body: string]: unknown;
}

type Common = Partial<Pick<ArchiveRecord, 'msgid' | 'from' | 'tolist' | 'roomid' | 'msgtime'>>;

let numbers = 0;

/** A record of the appendix: `aRecord('text', { content: '…' }, { from, roomid })`; fields not given are those of the appendix. */
export function aRecord(msgtype: RecordType, body: object = {}, common: Common = {}): ArchiveRecord {
  const whole: Readonly<Record<string, string | object>> = recordBodies[msgtype];
  const merged = Object.entries(whole).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : { ...value, ...body },
  ]);
  return {
    msgid: `${++numbers}_${msgtype}_1603875624`,
    action: msgtype === 'revoke' ? 'recall' : 'send',
    from: 'zhangsan',
    tolist: ['lisi'],
    roomid: 'wrGroupA',
    msgtime: 1603875624476,
    ...common,
    msgtype,
    ...Object.fromEntries(merged),
  };
}

/** Somebody changed the corp he works in: a record without msgtype. */
export function aSwitch(
  user: string,
  time: number,
): { readonly msgid: string; readonly action: 'switch'; readonly time: number; readonly user: string } {
  return { msgid: `${++numbers}_switch`, action: 'switch', time, user };
}

/** A msgtype nobody has heard of. */
export function anUnknownRecord(msgtype: string, more: object, common: Common = {}): ArchiveRecord {
  const { text: _text, ...rest } = aRecord('text', {}, common);
  return { ...rest, ...more, msgtype };
}

export const recordTypes: readonly string[] = Object.keys(recordBodies);
