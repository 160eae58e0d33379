import type { Deed, DueDeed } from '#model/deed.ts';
import type { Gateway, Outgoing } from '#model/gateway.ts';
import type { Change } from '#model/store.ts';
import type { House } from '#enforce/house.ts';

/** A key ends so when the message may already have arrived once. */
const again = '/again';

export function isAgain(key: string): boolean {
  return key.endsWith(again);
}

export function honoursKeys(door: Gateway, kind: Outgoing['to']['kind']): boolean {
  return kind === 'group' ? (door.groupSendIsIdempotent ?? door.sendIsIdempotent) : door.sendIsIdempotent;
}

export interface Uncertain {
  readonly due: Pick<DueDeed, 'key'>;
  readonly deed: Deed;
  readonly to: Outgoing['to'];
  /** Keys of what was to be said together: it goes with the repeat. */
  readonly carries?: readonly string[];
}

/** A door that honours no keys: a private message is repeated once, under a key that says so, a group's is not (decisions.md, Deeds). */
export async function repeatOnce(house: House, { due, deed, to, carries = [] }: Uncertain): Promise<void> {
  if (to.kind === 'group' || isAgain(due.key)) return stick(house, due.key);
  const repeat = { key: `${due.key}${again}`, dueAt: house.clock(), deed };
  const settles: Change['settles'] = [
    { key: due.key, state: 'moot', receipt: '可能重复' },
    ...carries.map((key) => ({ key, state: 'moot', receipt: repeat.key }) as const),
  ];
  await house.store.record({ settles, deeds: [repeat] });
  house.onWake();
}

async function stick(house: House, key: string): Promise<void> {
  await house.store.record({
    settles: [{ key, state: 'stuck', receipt: '不知道对方是否已经收到，请人工确认' }],
    ledger: [{ at: house.clock(), event: 'stuck', actor: { kind: 'bot' }, detail: { deed: key } }],
  });
}
