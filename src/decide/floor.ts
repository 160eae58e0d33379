import type { Category } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { MeasureKind, Template } from '#model/policy.ts';
import { decide } from '#decide/decide.ts';

interface Case {
  readonly what: string;
  readonly category: Category;
  /** At least one of each list is among the steps. */
  readonly wants: readonly (readonly MeasureKind[])[];
}

/** What every template does, whatever the unit wrote (decisions.md, Measures; Law Art. 29, Counter-Espionage Law Art. 16). */
const floor: readonly Case[] = [
  {
    what: '疑似国家秘密标志',
    category: 'classified.state-secret',
    wants: [['retract', 'request-recall'], ['escalate']],
  },
  { what: '疑似收买、刺探', category: 'solicitation.paid-material', wants: [['escalate']] },
];

/** Chinese sentences on what a template no longer does; none: it stands. Decided, not read off: order and conditions count too. */
export function belowTemplateFloor(template: Template): readonly string[] {
  return floor.flatMap(({ what, category, wants }) => {
    const { outcome, steps } = decide({
      reading: { post, passages: [{ ...passage }], gaps: [], context: [] },
      findings: [{ ...sure, category }],
      failures: [],
      template,
      mode: 'live',
      record: 0,
      isMark: () => true,
    });
    const does = new Set(steps.map((step) => step.do));
    const isMet = outcome === 'violation' && wants.every((some) => some.some((measure) => does.has(measure)));
    return isMet ? [] : [`${what}：处置不能低于随产品提供的底线（撤回或请撤回，并上报）。`];
  });
}

const passage = { from: 'body', via: 'text', where: '', text: '样张', file: null } as const;
const post = {
  id: 'floor',
  group: 'floor',
  sender: { id: 'floor', name: '', role: 'member' },
  sentAt: 0,
  body: '样张',
  quoted: null,
  forwarded: [],
  files: [],
} as const;
const sure: Finding = {
  rule: 'floor',
  category: 'classified.state-secret',
  confidence: 0.97,
  passage: 0,
  from: 'body',
  span: [0, 2],
  raised: [],
  lowered: [],
};
