import type { Actor, Case } from '#model/case.ts';
import type { CasePage, Clerk, Seen } from '#model/desk.ts';
import type { CaseId } from '#model/ids.ts';
import type { LedgerRow } from '#model/ledger.ts';
import type { Sighting } from '#model/store.ts';
import { cuesOf, reasonsOf, unreadOf } from '#enforce/cues.ts';
import { isExemptable } from '#enforce/desk-deeds.ts';
import { categoryTitle } from '#enforce/fields.ts';
import type { House } from '#enforce/house.ts';
import { sayRow } from '#enforce/say-row.ts';

const erased = '（对应关系已删除）';

/** What a reviewer reads: the record and the cues, never what was said. Nobody reads his own case here. */
export async function casePage(house: House, id: CaseId, clerk: Clerk): Promise<CasePage | null> {
  const { store } = house;
  const one = await store.cases.find(id);
  if (!one || (clerk.person !== null && clerk.person === one.sender)) return null;
  const [group, sender, spread, rows, evidence, seen, comments] = await Promise.all([
    store.groups.find(one.group),
    store.people.find(one.sender),
    store.cases.spread(one.fingerprint),
    store.cases.timeline(id),
    store.evidence.find(id),
    store.cases.sightings(one),
    store.cases.comments(id),
  ]);
  return {
    case: one,
    groupName: group?.name ?? one.group,
    senderName: sender?.name ?? erased,
    categoryTitle: titleOf(one, house),
    cues: cuesOf(one, house.catalogue),
    reasons: reasonsOf(one, house.catalogue),
    unread: unreadOf(one),
    abilities: group?.abilities ?? null,
    members: group && { all: group.members, outsiders: group.outsiders },
    spread,
    chain: await Promise.all(seen.map((sighting) => seenAt(house, sighting, clerk))),
    comments: await Promise.all(
      comments.map(async ({ id: comment, at, by, text }) => ({ id: comment, at, who: await nameOf(house, by), text })),
    ),
    assigneeName: one.assignee ? await nameOf(house, one.assignee) : null,
    canExempt: isExemptable(one),
    timeline: await Promise.all(rows.map((row) => withAnswer(house, one, row))),
    hasEvidence: evidence !== null,
  };
}

/** How an item was answered stands in the attempt alone, which an overturned case takes along. */
async function withAnswer(house: House, one: Case, row: LedgerRow): Promise<CasePage['timeline'][number]> {
  const line = await told(house, row);
  const lesson = row.event === 'lesson-answered' ? row.detail?.lesson : undefined;
  const attempt = typeof lesson === 'string' ? await house.store.quiz.attempt(one.sender, lesson) : null;
  return attempt ? { ...line, says: `${line.says}：${attempt.isRight ? '答对' : '未答对'}` } : line;
}

async function told(house: House, row: LedgerRow): Promise<CasePage['timeline'][number]> {
  const to =
    typeof row.detail?.to === 'string' && row.detail.to !== 'group'
      ? await house.store.people.find(row.detail.to)
      : null;
  return { row, says: sayRow(row, to?.name ?? null, house.texts), who: await whoIs(house, row.actor) };
}

async function whoIs({ store }: House, actor: Actor): Promise<string> {
  switch (actor.kind) {
    case 'bot':
      return '周知';
    case 'member':
      return (await store.people.find(actor.person))?.name ?? erased;
    case 'account':
      return nameOf({ store }, actor.account);
  }
}

async function nameOf({ store }: Pick<House, 'store'>, account: string): Promise<string> {
  return (await store.accounts.find(account))?.name ?? account;
}

/** A case of his own is not shown to a clerk, here neither. */
async function seenAt({ store }: House, { at, group, case: found }: Sighting, clerk: Clerk): Promise<Seen> {
  const one = found && found.sender !== clerk.person ? found : null;
  return {
    at,
    groupName: (await store.groups.find(group))?.name ?? group,
    senderName: one && ((await store.people.find(one.sender))?.name ?? erased),
    case: one && { id: one.id, state: one.state, withdrawnAt: one.withdrawnAt },
  };
}

function titleOf(one: Case, house: House): string {
  if (one.category !== null) return categoryTitle(one, house);
  return one.gaps.length > 0 ? '有内容读不了' : '未能完整检查';
}
