import * as z from 'zod';
import type { EvidenceWire } from '#model/console-wire.ts';
import type { Clerk } from '#model/desk.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { done, ok, refused, unknownCase, type JsonReply } from '#console/reply.ts';
import { deskRoute, type Route } from '#console/route.ts';
import { Id } from '#console/schemas.ts';
import { isOwn } from '#console/views/case-view.ts';

/** How long a second person's consent lasts. */
const consentLasts = 24 * 60 * 60 * 1000;
const clerks = ['admin', 'reviewer'] as const;
const reads = z.object({ params: z.object({ id: Id }) });

/** Two persons, where the unit chose so: a procedure the server keeps, not cryptography (decisions.md, Who rules). */
export function evidenceRoutes(parts: ConsoleParts): readonly Route[] {
  const { store, now } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/cases/:id/evidence',
      roles: clerks,
      summary: '领取封存材料（密文），单位选择双人办理的须另一人先同意；每次领取记入台账',
      reads,
      handle: ({ params }, { clerk }) => handOut(parts, params.id, clerk),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/evidence/agree',
      roles: clerks,
      summary: '同意另一人领取封存材料，24 小时内有效',
      reads,
      async handle({ params: { id } }, { clerk }) {
        const found = await store.cases.find(id);
        if (!found || isOwn(found, clerk)) return unknownCase();
        await store.record({
          ledger: [{ ...row(id, clerk, now()), event: 'evidence-agreed' }],
        });
        return done();
      },
    }),
  ];
}

async function handOut({ store, now }: ConsoleParts, id: string, clerk: Clerk): Promise<JsonReply> {
  const found = await store.cases.find(id);
  if (!found || isOwn(found, clerk)) return unknownCase();
  const evidence = await store.evidence.find(id);
  if (!evidence) return refused(404, 'no-evidence', '本案没有封存材料。');
  const at = now();
  const needsSecond = unsealingOf(await store.unit()) === 'two-persons';
  if (needsSecond && !(await hasSecond(store, id, clerk, at)))
    return refused(409, 'second-person-needed', '须先由另一位管理员或复核员在本案页面点“同意领取”，24 小时内有效。');
  await store.record({ ledger: [{ ...row(id, clerk, at), event: 'evidence-handed-out' }] });
  const wire: EvidenceWire = {
    case: id,
    sealedAt: evidence.sealedAt,
    ciphertext: Buffer.from(evidence.ciphertext).toString('base64'),
  };
  return ok(wire);
}

async function hasSecond(store: Store, id: string, clerk: Clerk, now: Moment): Promise<boolean> {
  const agreed = (await store.cases.timeline(id)).flatMap(({ event, actor, at }) =>
    event === 'evidence-agreed' && actor.kind === 'account' && at > now - consentLasts ? [actor.account] : [],
  );
  const others = await Promise.all(agreed.map((account) => store.accounts.find(account)));
  // One member has one account in use: another account is another person.
  return others.some((other) => other !== null && other.id !== clerk.account && !other.isDisabled);
}

/** Before a unit is set up, the stricter rule. */
export function unsealingOf(unit: Unit | null): Unit['unsealing'] {
  return unit?.unsealing ?? 'two-persons';
}

function row(id: string, clerk: Clerk, at: Moment): Pick<LedgerEntry, 'at' | 'actor' | 'case'> {
  return { at, actor: { kind: 'account', account: clerk.account }, case: id };
}
