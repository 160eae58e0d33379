import type { Attempt, createCourier, Delivery, Envelope, Twist } from './courier.ts';
import { must, type Agent, type Callback, type World } from './world.ts';
import { toXml, type XmlFields } from './xml.ts';

/** Callbacks to the app under test, named by agentid; the archive's and the address book's have ids of their own. */
export function createCallbacks(
  world: World,
  courier: ReturnType<typeof createCourier>,
  archiveCallback: { callback: Callback | null },
) {
  const archiveAgent = 2_000_004;
  const callbackOf = (agentid: number): Callback =>
    must(
      agentid === archiveAgent ? archiveCallback.callback : world.agents.get(agentid)?.callback,
      `callback of ${agentid}`,
    );
  const seconds = (): number => Math.floor(world.now() / 1000);
  const framed = (agent: Agent, from: string, fields: XmlFields): string =>
    toXml({
      ToUserName: world.corp.corpid,
      FromUserName: from,
      CreateTime: seconds(),
      ...fields,
      AgentID: agent.agentid,
    });
  let lastNumber = 0;
  return {
    deliveries: courier.deliveries,
    hold: courier.hold,
    take: courier.take,
    archiveAgent,
    verify: (agentid: number, twist: Twist = {}) => courier.verify(callbackOf(agentid), twist),
    deliver: (agentid: number, plain: string): Promise<Delivery> =>
      courier.deliver(callbackOf(agentid), plain, agentid),
    /** A member's event, such as `{ Event: 'enter_agent', EventKey: '' }`. */
    event: (agentid: number, from: string, fields: XmlFields): Promise<Delivery> =>
      courier.deliver(
        callbackOf(agentid),
        framed(must(world.agents.get(agentid), 'agent'), from, { MsgType: 'event', ...fields }),
        agentid,
      ),
    /** A member's message to the app, such as `{ MsgType: 'text', Content: '你好' }`; a MsgId is added. */
    message: (agentid: number, from: string, fields: XmlFields): Promise<Delivery> => {
      const MsgId = String(7_000_000_000_000_000_000n + BigInt(++lastNumber));
      // The number stands bare in the document: it is larger than a double holds.
      const xml = framed(must(world.agents.get(agentid), 'agent'), from, { ...fields, MsgId }).replace(
        `<![CDATA[${MsgId}]]>`,
        MsgId,
      );
      return courier.deliver(callbackOf(agentid), xml, agentid);
    },
    /** The archive's doorbell. */
    ring: (): Promise<Delivery> =>
      courier.deliver(callbackOf(archiveAgent), ringXml(world.corp.corpid, seconds(), archiveAgent), archiveAgent),
    /** A single request with something wrong about it: forged, late, truncated or oversized. */
    twisted: (agentid: number, plain: string, twist: Twist): Promise<Attempt> =>
      courier.post(courier.wrap(callbackOf(agentid), plain, agentid, twist)),
    /** The envelope without sending it, for a test that carries it itself. */
    envelope: (agentid: number, plain: string, twist: Twist = {}): Envelope =>
      courier.wrap(callbackOf(agentid), plain, agentid, twist),
    /** The very same request once more, as somebody who overheard it would. */
    replay: (envelope: Envelope): Promise<Attempt> => courier.post(envelope),
  };
}

function ringXml(corpid: string, at: number, agentid: number): string {
  return toXml({
    ToUserName: corpid,
    FromUserName: 'sys',
    CreateTime: at,
    MsgType: 'event',
    AgentID: agentid,
    Event: 'msgaudit_notify',
  });
}
