import { z } from 'zod';
import type { GapPolicy, Policy, Template } from '#model/policy.ts';
import { kindOf, kinds } from '#model/category.ts';
import { measureKinds } from '#model/policy.ts';
import { gapReasons } from '#model/post.ts';
import { checkSheet, valueAt } from '#lib/check-sheet.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';

/** Below this a finding never decides anything by itself (decisions.md, Meaning). */
export const leastConfidence = 0.6;

const measure = z
  .strictObject({ do: z.enum(measureKinds), otherwise: z.enum(measureKinds).optional() })
  .transform(({ do: act, otherwise }) => (otherwise === undefined ? { do: act } : { do: act, otherwise }));

const when = z.strictObject({
  kind: z.enum(kinds),
  categories: z.array(z.string()).min(1).optional(),
  confidence: z.number().min(leastConfidence).max(1),
  count: z.int().min(2).optional(),
  record: z.int().min(1).optional(),
  mark: z.boolean().optional(),
});

const policyFields = {
  version: z.int().min(1),
  mode: z.enum(['live', 'shadow', 'off']),
  when,
  outcome: z.enum(['review', 'violation']),
  severity: z.literal([1, 2, 3, 4, 5]),
  measures: z.array(measure).min(1),
  deadline: z.int().min(5).max(1440),
};
const wholePolicy = z.strictObject({ id: z.string().min(1), ...policyFields });
const changedPolicy = z.strictObject({ id: z.string().min(1), ...z.object(policyFields).partial().shape });
const gapPolicy = z.strictObject({
  why: z.enum([...gapReasons, 'any']),
  media: z.enum(['picture', 'file', 'any']),
  do: z.enum(['pass', 'count', 'ask-sender', 'review']),
});

const sheetShape = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  describes: z.string().min(1),
  version: z.int().min(1),
  /** Where the policies start from; a sheet without it is a base and no template. */
  base: z.string().optional(),
  /** Tried before the base's. */
  adds: z.array(wholePolicy).default([]),
  /** Fields that replace those of the base's policy of the same id. */
  changes: z.array(changedPolicy).default([]),
  policies: z.array(wholePolicy).default([]),
  gaps: z.array(gapPolicy).default([]),
});
type SheetShape = z.infer<typeof sheetShape>;
type WholePolicy = z.infer<typeof wholePolicy>;
interface Written {
  readonly sheet: Sheet;
  readonly shape: SheetShape;
}

/** rules/policies: sheets without `base` are what templates start from, the others are the templates. */
export function parseTemplates(sheets: readonly Sheet[]): ReadonlyMap<string, Template> {
  const written = new Map<string, Written>();
  for (const sheet of sheets) {
    const shape = checkSheet(sheet, sheetShape, (path) => nameOf(sheet, path));
    if (written.has(shape.id))
      throw new SheetError(
        sheet,
        sheet.lineOf(['id']),
        `template ${shape.id}: expected an id of its own, got one that exists`,
      );
    written.set(shape.id, { sheet, shape });
  }
  const templates = [...written.values()].filter(({ shape }) => shape.base !== undefined);
  return new Map(templates.map((one) => [one.shape.id, templateOf(one, written)]));
}

function templateOf({ sheet, shape }: Written, written: ReadonlyMap<string, Written>): Template {
  const base = written.get(shape.base ?? '')?.shape;
  if (!base || base.base !== undefined) {
    throw new SheetError(
      sheet,
      sheet.lineOf(['base']),
      `template ${shape.id}: base '${shape.base ?? ''}' is not a base sheet`,
    );
  }
  const unknown = shape.changes.findIndex((change) => !base.policies.some(({ id }) => id === change.id));
  if (unknown >= 0) {
    throw new SheetError(
      sheet,
      sheet.lineOf(['changes', unknown]),
      `policy ${shape.changes[unknown]?.id}: expected a policy of ${base.id}, got none of that id`,
    );
  }
  const kept = base.policies.map((policy) =>
    changed(
      policy,
      shape.changes.find(({ id }) => id === policy.id),
    ),
  );
  const policies = [...shape.adds, ...shape.policies, ...kept];
  for (const policy of policies) proveSound(sheet, shape.id, policy);
  return {
    id: shape.id,
    title: shape.title,
    describes: shape.describes,
    version: shape.version,
    policies: policies.map(policyOf),
    gaps: [...shape.gaps, ...base.gaps].map((gap): GapPolicy => gap),
  };
}

function changed(policy: WholePolicy, change: SheetShape['changes'][number] | undefined): WholePolicy {
  if (!change) return policy;
  return {
    id: policy.id,
    version: change.version ?? policy.version,
    mode: change.mode ?? policy.mode,
    when: change.when ?? policy.when,
    outcome: change.outcome ?? policy.outcome,
    severity: change.severity ?? policy.severity,
    measures: change.measures ?? policy.measures,
    deadline: change.deadline ?? policy.deadline,
  };
}

/** What a schema cannot say: a review never retracts, solicitation only goes to the office (Counter-Espionage Law Art. 16). */
function proveSound(sheet: Sheet, template: string, policy: WholePolicy): void {
  const acts = policy.measures.flatMap((one) => (one.otherwise ? [one.do, one.otherwise] : [one.do]));
  const wrong = acts.find((act) => !mayDo(policy, act));
  if (wrong !== undefined) {
    const what = policy.outcome === 'review' ? 'a review' : policy.when.kind;
    throw new SheetError(
      sheet,
      sheet.lineOf(['id']),
      `template ${template}, policy ${policy.id}: ${what} expected other measures, got '${wrong}'`,
    );
  }
  const stray = policy.when.categories?.find((category) => kindOf(category) !== policy.when.kind);
  if (stray !== undefined) {
    throw new SheetError(
      sheet,
      sheet.lineOf(['id']),
      `template ${template}, policy ${policy.id}: expected categories of ${policy.when.kind}, got '${stray}'`,
    );
  }
}

function mayDo(policy: WholePolicy, act: Policy['measures'][number]['do']): boolean {
  if (policy.outcome === 'review') return act === 'flag';
  return policy.when.kind !== 'solicitation' || act === 'escalate' || act === 'flag';
}

function policyOf({ when: { kind, categories, confidence, count, record, mark }, ...rest }: WholePolicy): Policy {
  return {
    ...rest,
    when: {
      kind,
      confidence,
      ...(categories && { categories }),
      ...(count && { count }),
      ...(record && { record }),
      ...(mark !== undefined && { mark }),
    },
  };
}

/** "policy pii" where the path leads into a policy, else "template 机关". */
function nameOf(sheet: Sheet, path: readonly PropertyKey[]): string {
  const [list, index] = path;
  const isPolicy = (list === 'policies' || list === 'adds' || list === 'changes') && index !== undefined;
  const id = isPolicy ? valueAt(sheet.value, [list, index, 'id']) : valueAt(sheet.value, ['id']);
  const name = typeof id === 'string' ? id : '?';
  const part = path.includes('measures') ? ', measure' : '';
  return `${isPolicy ? 'policy' : 'template'} ${name}${part}`;
}
