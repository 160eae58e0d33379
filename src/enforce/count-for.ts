import type { Deed } from '#model/deed.ts';
import type { House } from '#enforce/house.ts';

/** The number some texts speak of, as it is when they are sent. */
export async function countFor(
  { store, clock }: Pick<House, 'store' | 'clock'>,
  deed: Pick<Extract<Deed, { kind: 'tell' }>, 'text' | 'to' | 'case'>,
): Promise<number> {
  switch (deed.text) {
    case 'queue-count': {
      const { open, escalated } = await store.cases.count();
      return open + escalated;
    }
    case 'report-pending':
    case 'report-urgent':
      return store.reports.waiting();
    case 'groups-found':
      return (await store.groups.list()).filter((group) => group.introducedAt === null && group.state === 'active')
        .length;
    case 'escalation-again':
      return deed.case === null
        ? 0
        : (await store.cases.timeline(deed.case)).filter(({ event }) => event === 'reminded').length + 1;
    case 'digest-office':
      return (await store.digests.work(clock())).todo;
    case 'digest-owner':
      return deed.to.kind === 'person' ? ((await store.digests.list(deed.to.person, 1))[0]?.todo ?? 0) : 0;
    default:
      return 0;
  }
}
