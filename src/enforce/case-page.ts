import type { Actor, Case } from '#model/case.ts';
import type { CasePage, Clerk } from '#model/desk.ts';
import type { CaseId } from '#model/ids.ts';
import type { LedgerRow } from '#model/ledger.ts';
import { cuesOf } from '#enforce/cues.ts';
import { categoryTitle } from '#enforce/fields.ts';
import type { House } from '#enforce/house.ts';
import { sayRow } from '#enforce/say-row.ts';

const erased = '（对应关系已删除）';

/** What a reviewer reads: the record and the cues, never what was said. Nobody reads his own case here. */
export async function casePage(house: House, id: CaseId, clerk: Clerk): Promise<CasePage | null> {
  const { store } = house;
  const one = await store.cases.find(id);
  if (!one || (clerk.person !== null && clerk.person === one.sender)) return null;
  const [group, sender, spread, rows, evidence] = await Promise.all([
    store.groups.find(one.group),
    store.people.find(one.sender),
    store.cases.spread(one.fingerprint),
    store.cases.timeline(id),
    store.evidence.find(id),
  ]);
  return {
    case: one,
    groupName: group?.name ?? one.group,
    senderName: sender?.name ?? erased,
    categoryTitle: titleOf(one, house),
    cues: cuesOf(one, house.catalogue),
    spread,
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
      return (await store.accounts.find(actor.account))?.name ?? actor.account;
  }
}

function titleOf(one: Case, house: House): string {
  if (one.category !== null) return categoryTitle(one, house);
  return one.gaps.length > 0 ? '有内容读不了' : '未能完整检查';
}
