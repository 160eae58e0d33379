import * as z from 'zod';
import type { AuditWire } from '#model/console-wire.ts';
import type { VerifiedWire, VerifyWire } from '#model/desk-wire.ts';
import type { Clerk } from '#model/desk.ts';
import type { ChainReport, LedgerEvent } from '#model/ledger.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, type Route } from '#console/route.ts';
import { Id } from '#console/schemas.ts';
import { namesOf } from '#console/views/who.ts';
import { eventWords } from '#console/views/words.ts';

/** What an auditor asks for: who looked, who decided, who changed something, who came in. */
const topics = ['looks', 'rulings', 'settings', 'sign-ins', 'told', 'destroyed'] as const;
const events: Readonly<Record<(typeof topics)[number], readonly LedgerEvent[]>> = {
  looks: ['evidence-handed-out', 'evidence-agreed', 'report-drafted', 'chain-verified', 'person-looked', 'group-looked', 'register-exported', 'fingerprint-tested'],
  rulings: ['upheld', 'overturned', 'second-agreed', 'appeal-answered', 'reported', 'not-reportable', 'exempted'],
  settings: ['setting-changed', 'account-created', 'account-bound', 'account-unbound', 'template-chosen', 'group-changed', 'group-introduced', 'fingerprint-added', 'fingerprint-removed', 'fingerprint-refused'],
  'sign-ins': ['signed-in', 'sign-in-failed'],
  told: ['told', 'told-again', 'not-told', 'reminded', 'escalated', 'recall-requested'],
  destroyed: ['evidence-erased', 'purged', 'person-erased', 'retention', 'held', 'released'],
}; // prettier-ignore

const Query = z.object({
  about: z.enum(topics).optional(),
  by: Id.optional(),
  case: Id.optional(),
  group: Id.optional(),
  from: z.coerce.number().int().min(0).optional(),
  until: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const Head = z.object({
  head: z
    .string()
    .trim()
    .regex(/^\d{1,15}:[0-9a-f]{16,64}$/i, { error: '形如 128:9f3c…，至少 16 位' })
    .nullable(),
});
const readers = ['admin', 'auditor'] as const;

type AuditParts = Pick<ConsoleParts, 'store' | 'now'>;

export function auditRoutes(parts: AuditParts): readonly Route[] {
  let isVerifying = false;
  return [
    deskRoute({
      method: 'get',
      path: '/audit',
      roles: readers,
      summary: '台账，新的在前；可按事项、人、案件、群、时间查',
      reads: z.object({ query: Query }),
      handle: async ({ query }) => ok(await audit(parts, query)),
    }),
    deskRoute({
      method: 'post',
      path: '/audit/verify',
      roles: readers,
      summary: '从头核对台账的链；给出以前抄下的末值，还能发现截短和重建。核对本身也记入台账',
      reads: z.object({ body: Head }),
      async handle({ body }, { clerk }) {
        if (isVerifying) return refused(409, 'busy', '正在核对，请稍等。');
        isVerifying = true;
        try {
          return await verify(parts, body, clerk);
        } finally {
          isVerifying = false;
        }
      },
    }),
  ];
}

async function audit({ store }: AuditParts, query: z.output<typeof Query>): Promise<AuditWire> {
  const { about, by, case: one, group, from, until, before, limit } = query;
  const names = namesOf(store);
  const [head, accounts, rows] = await Promise.all([
    store.ledger.head(),
    store.accounts.list(),
    store.ledger.search({
      limit,
      ...(about ? { events: events[about] } : {}),
      ...(by === undefined ? {} : { by: by === 'accounts' ? by : { account: by } }),
      ...(one === undefined ? {} : { case: one }),
      ...(group === undefined ? {} : { group }),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      ...(before === undefined ? {} : { before }),
    }),
  ]);
  return {
    head,
    accounts: accounts.map(({ id, name }) => ({ id, name })),
    next: rows.length === limit ? (rows.at(-1)?.number ?? null) : null,
    rows: await Promise.all(
      rows.map(async ({ number, at, event, actor, case: id, group: where, hash }) => ({
        number,
        at,
        event,
        says: eventWords[event],
        who: await names.actor(actor),
        case: id ?? null,
        group: where ?? null,
        hash,
      })),
    ),
  };
}

async function verify({ store, now }: AuditParts, { head }: VerifyWire, clerk: Clerk): Promise<JsonReply> {
  const [number = '', hash = ''] = head?.split(':') ?? [];
  const report = await store.ledger.verify(
    head === null ? undefined : { number: Number(number), hash: hash.toLowerCase() },
  );
  const detail = report.ok ? { ok: true, rows: report.rows } : { ok: false, brokenAt: report.brokenAt };
  await store.record({
    ledger: [{ at: now(), event: 'chain-verified', actor: { kind: 'account', account: clerk.account }, detail }],
  });
  return ok({ ...report, says: verdictWords(report) } satisfies VerifiedWire);
}

const faults: Readonly<Record<Extract<ChainReport, { ok: false }>['why'], string>> = {
  altered: '内容被改过',
  missing: '少了一行，或者末尾被截短',
  'out-of-order': '次序被调换',
  'head-differs': '与您抄下的末值对不上，整条链可能被重建过',
};

function verdictWords(report: ChainReport): string {
  return report.ok
    ? `完整：${report.rows} 行逐行相扣，没有改动、缺行或调换。`
    : `不完整：第 ${report.brokenAt} 行${faults[report.why]}。请保留现场，联系系统管理员并报告。`;
}
