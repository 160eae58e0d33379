import * as z from 'zod';
import type { EvidenceWire } from '#model/console-wire.ts';
import type { Clerk } from '#model/desk.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import { unsealingOf } from '#model/loosening.ts';
import type { Store } from '#model/store.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { done, ok, refused, unknownCase, type JsonReply } from '#console/reply.ts';
import { deskRoute, type Route } from '#console/route.ts';
import { Id } from '#console/schemas.ts';
import { isOwn } from '#console/views/case-view.ts';

/** How long a second person's consent lasts. */
const consentLasts = 24 * 60 * 60 * 1000;
/**
 * An account counts as its member only after so long. Not shorter than a consent lasts: whoever agreed as one member cannot be bound
 * anew and take what he agreed to as another.
 */
const bindingSettles = consentLasts;
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
      summary: '领取封存材料（密文），单位选择双人办理的须另一成员先同意，两人的账号绑定满 24 小时；每次领取记入台账',
      reads,
      handle: ({ params }, { clerk }) => handOut(parts, params.id, clerk),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/evidence/agree',
      roles: clerks,
      summary: '同意另一人领取封存材料，24 小时内有效；记下是哪位成员同意的',
      reads,
      async handle({ params: { id } }, { clerk }) {
        const found = await store.cases.find(id);
        if (!found || isOwn(found, clerk)) return unknownCase();
        const hand = await handOf(store, clerk, now());
        if (!hand.ok) return hand.reply;
        // The member, not only the account: it may be somebody else's tomorrow.
        await store.record({
          ledger: [{ ...row(id, clerk, now()), event: 'evidence-agreed', detail: { person: hand.person } }],
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
  const needsSecond = unsealingOf(await store.unit(), at) === 'two-persons';
  const both = needsSecond ? await twoPersons(store, id, clerk, at) : null;
  if (both && !both.ok) return both.reply;
  await store.record({
    ledger: [{ ...row(id, clerk, at), event: 'evidence-handed-out', ...(both && { detail: both.detail }) }],
  });
  const wire: EvidenceWire = {
    case: id,
    sealedAt: evidence.sealedAt,
    ciphertext: Buffer.from(evidence.ciphertext).toString('base64'),
  };
  return ok(wire);
}

type Hand = { readonly ok: true; readonly person: Pseudonym } | { readonly ok: false; readonly reply: JsonReply };

/** Which member acts here. Two accounts are two persons only where the house knows whose they are, and has known it for a day. */
async function handOf(store: Store, clerk: Clerk, at: Moment): Promise<Hand> {
  const account = await store.accounts.find(clerk.account);
  if (!account || account.person === null || account.boundAt === null) return { ok: false, reply: notBound() };
  const waits = account.boundAt + bindingSettles - at;
  return waits > 0 ? { ok: false, reply: boundLately(waits) } : { ok: true, person: account.person };
}

type Both =
  | { readonly ok: true; readonly detail: Readonly<Record<'person' | 'second', Pseudonym>> }
  | { readonly ok: false; readonly reply: JsonReply };

/** Who takes it, and another member who agreed within a day. */
async function twoPersons(store: Store, id: string, clerk: Clerk, at: Moment): Promise<Both> {
  const hand = await handOf(store, clerk, at);
  if (!hand.ok) return hand;
  const agreed = await consents(store, id, at);
  const second = agreed.find(({ account, person }) => account !== clerk.account && person !== hand.person);
  if (second) return { ok: true, detail: { person: hand.person, second: second.person } };
  return { ok: false, reply: agreed.length > 0 ? onePerson() : nobodyAgreed() };
}

/** Whoever agreed by an account that is not disabled since; of before members were written down there is none. */
async function consents(store: Store, id: string, now: Moment) {
  const given = (await store.cases.timeline(id)).flatMap(({ event, actor, at, detail }) => {
    const person = detail?.['person'];
    const isConsent = event === 'evidence-agreed' && actor.kind === 'account' && at > now - consentLasts;
    return isConsent && typeof person === 'string' ? [{ account: actor.account, person }] : [];
  });
  const accounts = await Promise.all(given.map(({ account }) => store.accounts.find(account)));
  return given.filter((_, at) => accounts[at]?.isDisabled === false);
}

function notBound(): JsonReply {
  const says =
    '双人办理要知道是哪两个人：您的账号还没有绑定到您本人。请管理员在“人员”页找到您，绑定这个账号，满 24 小时后再办。';
  return refused(409, 'not-bound', says);
}

function boundLately(waits: number): JsonReply {
  const hours = Math.ceil(waits / 3_600_000);
  const says = `您的账号绑定到您本人还不满 24 小时，再过 ${hours} 小时才能同意或领取：防止一个人换绑账号当两个人用。`;
  return refused(409, 'bound-lately', says);
}

function onePerson(): JsonReply {
  const says =
    '同意的和领取的须是两个人：现有的同意是您本人作出的，换过绑定的账号也算您本人。请另一位管理员或复核员同意。';
  return refused(409, 'same-person', says);
}

function nobodyAgreed(): JsonReply {
  const says = '须先由另一位管理员或复核员在本案页面点“同意另一人领取”，24 小时内有效。';
  return refused(409, 'second-person-needed', says);
}

function row(id: string, clerk: Clerk, at: Moment): Pick<LedgerEntry, 'at' | 'actor' | 'case'> {
  return { at, actor: { kind: 'account', account: clerk.account }, case: id };
}
