import type { Deed } from '#model/deed.ts';
import type { House } from '#enforce/house.ts';

/** The number some texts speak of, as it is when they are sent. */
export async function countFor({ store }: House, deed: Extract<Deed, { kind: 'tell' }>): Promise<number> {
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
    default:
      return 0;
  }
}
