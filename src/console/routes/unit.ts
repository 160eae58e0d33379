import * as z from 'zod';
import type { SetupOfferWire, UnitWire } from '#model/console-wire.ts';
import { withLoosening } from '#model/loosening.ts';
import type { Unit } from '#model/unit.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { areKnown, unknownPerson } from '#console/routes/accounts.ts';
import { UnitForm } from '#console/schemas.ts';

const Form: z.ZodType<UnitWire> = z.object({ unit: UnitForm });

export function unitRoutes(parts: ConsoleParts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/unit',
      roles: ['admin'],
      summary: '本单位信息及表单选项',
      reads: nothing,
      handle: async () => ok(await unitOffer(parts)),
    }),
    deskRoute({
      method: 'post',
      path: '/unit',
      roles: ['admin'],
      summary: '修改本单位信息，记入台账',
      reads: z.object({ body: Form }),
      async handle({ body: { unit } }, { clerk }) {
        const problem = await unitProblem(parts, unit);
        if (problem) return problem;
        const actor = { kind: 'account', account: clerk.account } as const;
        const [before, at] = [await parts.store.unit(), parts.now()];
        const { unsealing } = unit;
        const detail = { what: 'unit', ...(before?.unsealing !== unsealing && { unsealing }) };
        const ledger = [{ at, event: 'setting-changed', actor, detail }] as const;
        // The form has no field for the hours, which have a place of their own.
        const changed = before?.hours ? { ...unit, hours: before.hours } : unit;
        await parts.store.record({ unit: withLoosening(before, changed, at), ledger });
        return ok(await unitOffer(parts));
      },
    }),
  ];
}

/** What the form of the unit starts with and chooses from. */
export async function unitOffer({ store, people, templates, unitDefaults }: ConsoleParts): Promise<SetupOfferWire> {
  return { people: await people(), templates, unit: (await store.unit()) ?? unitDefaults };
}

/** What is wrong with a unit of the right shape; `others` are people of the same form. */
export async function unitProblem(
  parts: ConsoleParts,
  unit: Unit,
  others: readonly string[] = [],
): Promise<JsonReply | null> {
  if (!parts.templates.some(({ id }) => id === unit.template))
    return refused(422, 'unknown-template', '没有这个模板。', { fields: { 'unit.template': '没有这个模板' } });
  const persons = [...unit.roster.map(({ person }) => person), ...unit.heads, ...others];
  return (await areKnown(parts, persons)) ? null : unknownPerson('unit.roster');
}
