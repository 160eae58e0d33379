import type { Gateway, GroupInfo, Outgoing, Receipt } from '#model/gateway.ts';
import type { GroupId, PlatformName, PostId } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';

export interface SimulatedOptions {
  readonly platform?: PlatformName;
  readonly sendIsIdempotent?: boolean;
  readonly groupSendIsIdempotent?: boolean;
  /** Absent: the platform has no such method at all. */
  readonly retract?: (post: { readonly id: PostId; readonly group: GroupId }) => Receipt;
  readonly send?: (message: Outgoing) => Receipt;
  /** The nth calls, counted from 1 over sends and retracts, that fail for a while. */
  readonly failsAt?: readonly number[];
  readonly groups?: readonly GroupInfo[];
  /** Cards can be settled. */
  readonly settles?: boolean;
}

/** A door that records what it was asked to do. */
export function simulatedGateway(options: SimulatedOptions = {}) {
  const sent: Outgoing[] = [];
  const retracted: PostId[] = [];
  const settled: string[] = [];
  let calls = 0;
  const call = (): void => {
    calls += 1;
    if (options.failsAt?.includes(calls)) throw new Transient('simulated: busy');
  };
  const { retract } = options;
  const gateway: Gateway = {
    platform: options.platform ?? 'test',
    sendIsIdempotent: options.sendIsIdempotent ?? false,
    groupSendIsIdempotent: options.groupSendIsIdempotent ?? options.sendIsIdempotent ?? false,
    async download(file) {
      return { ok: false, refused: file.size > 0 ? 'gone' : 'restricted' };
    },
    async send(message) {
      call();
      const receipt = options.send?.(message) ?? { ok: true, id: `sent-${sent.length + 1}` };
      if (receipt.ok) sent.push(message);
      return receipt;
    },
    ...(retract && {
      async retract(post: { readonly id: PostId; readonly group: GroupId }) {
        call();
        const receipt = retract(post);
        if (receipt.ok) retracted.push(post.id);
        return receipt;
      },
    }),
    ...(options.settles && {
      async settle({ key, to }: { readonly key: string; readonly to: string }, says: string): Promise<Receipt> {
        call();
        settled.push(`${to}: ${key.split('/')[2]} ${says}`);
        return { ok: true, id: key };
      },
    }),
    async group(id) {
      return options.groups?.find((group) => group.id === id) ?? null;
    },
  };
  return { gateway, sent, retracted, settled, calls: () => calls };
}
