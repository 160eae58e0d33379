import * as z from 'zod';
import type { SetupStateWire, SetupWire } from '#model/console-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { created, ok, refused, type JsonReply } from '#console/reply.ts';
import { nothing, openRoute, type Route } from '#console/route.ts';
import { newAccount } from '#console/routes/accounts.ts';
import { unitOffer, unitProblem } from '#console/routes/unit.ts';
import { NewAccount, UnitForm } from '#console/schemas.ts';

const SetupForm: z.ZodType<SetupWire> = z.object({ token: z.string().max(200), admin: NewAccount, unit: UnitForm });

export function setupRoutes(parts: ConsoleParts): readonly Route[] {
  const { setup } = parts;
  return [
    openRoute({
      method: 'get',
      path: '/setup/state',
      who: 'anyone',
      summary: '是否需要初始设置；凭设置链接另给出表单选项',
      reads: nothing,
      handle: async (_given, { setupToken }) => ok(await stateOf(parts, setup.fits(setupToken))),
    }),
    openRoute({
      method: 'post',
      path: '/setup',
      who: 'link',
      summary: '初始设置：第一个管理员和本单位信息，只能进行一次',
      reads: z.object({ body: SetupForm }),
      async handle({ body }) {
        if (!setup.isNeeded()) return alreadySetUp();
        if (!setup.take(body.token)) return refused(403, 'link-invalid', '设置链接无效，请使用启动时显示的链接。');
        let isDone = false;
        try {
          const reply = await setUp(parts, body);
          isDone = reply.status === 201;
          return reply;
        } finally {
          if (!isDone) setup.giveBack();
        }
      },
    }),
  ];
}

async function stateOf(parts: ConsoleParts, isHolder: boolean): Promise<SetupStateWire> {
  const needed = parts.setup.isNeeded();
  if (!needed || !isHolder) return { needed, offer: null };
  return { needed, offer: await unitOffer(parts) };
}

/** The unit first: a crash before the account leaves the setup to be done again. */
async function setUp(parts: ConsoleParts, form: SetupWire): Promise<JsonReply> {
  const { store } = parts;
  const problem = await problemOf(parts, form);
  if (problem) return problem;
  const account = await newAccount(parts, { ...form.admin, role: 'admin' });
  const by = { at: account.createdAt, actor: { kind: 'account', account: account.id } } as const;
  await store.record({ unit: form.unit, ledger: [{ ...by, event: 'setting-changed', detail: { what: 'unit' } }] });
  const { ok: isCreated } = await store.accounts.create(account, {
    ...by,
    event: 'account-created',
    detail: { account: account.id, role: account.role },
  });
  return isCreated ? created({}) : alreadySetUp();
}

async function problemOf(parts: ConsoleParts, { admin, unit }: SetupWire): Promise<JsonReply | null> {
  if ((await parts.store.accounts.list()).length > 0) return alreadySetUp();
  return unitProblem(parts, unit, admin.person === null ? [] : [admin.person]);
}

function alreadySetUp(): JsonReply {
  return refused(409, 'already-set-up', '初始设置已经完成，请直接登录。');
}
