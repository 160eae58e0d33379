import { isSuspectedStateSecret, kindOf, kinds, type Kind } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { GroupMode, Measure, Policy, Template } from '#model/policy.ts';
import type { Reading } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';
import { judgeGaps } from '#decide/gaps.ts';
import { matched } from '#decide/matched.ts';
import { leastConfidence } from '#decide/templates.ts';

export interface Question {
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** Detectors and extractors that failed. */
  readonly failures: readonly string[];
  readonly template: Template;
  readonly mode: GroupMode;
  /** Upheld cases of the sender in the last 90 days. */
  readonly record: number;
  /** Whether a rule finds a mark or a document's form. */
  readonly isMark: (rule: string) => boolean;
}

interface Applied {
  readonly policy: Policy;
  readonly findings: readonly Finding[];
}

/** While the owner has not answered only these act (decisions.md, Joining). */
const markIsSure = 0.9;

/** What policy says of a post. Pure: the same question has the same answer. */
export function decide(question: Question): Verdict {
  const { reading, template, mode } = question;
  // Most posts: no policy looks at less, so none needs to be asked.
  if (hasNothing(question)) return clear(reading.post.id);
  const found = new Set(question.findings.map(({ category }) => kindOf(category)));
  const spoken = kinds.filter((kind) => found.has(kind));
  const applied = spoken.flatMap((kind) => first(question, kind, 'live'));
  const shadowed = spoken.flatMap((kind) => first(question, kind, 'shadow'));
  // The surest acts: of several violations the first kind, and only without any the first review.
  const lead = applied.find(({ policy }) => policy.outcome === 'violation') ?? applied[0];
  const gaps = judgeGaps(reading.gaps, template.gaps);
  const hasFailed = question.failures.length > 0;
  const asksForReview =
    hasFailed || gaps.asksForReview || applied.some((one) => one !== lead && one.policy.outcome === 'review');

  const measures = mayBeTold(lead, applied) ? (lead?.policy.measures ?? []) : [];
  const wanted = [...measures, ...(asksForReview ? [{ do: 'flag' } as const] : [])];
  const acts = mode === 'live' || (mode === 'marks-live' && lead !== undefined && isSureMark(lead, question.isMark));
  const isOwnFault = hasFailed && mode !== 'off';
  const steps = acts ? once(wanted) : isOwnFault ? [{ do: 'flag' } as const] : [];
  const withheld = [...(acts ? [] : wanted), ...shadowed.flatMap(({ policy }) => policy.measures)];

  return {
    post: reading.post.id,
    outcome: lead?.policy.outcome ?? (asksForReview ? 'review' : 'clear'),
    ...about(lead, template),
    reasons: reasonsOf([...(lead ? [lead] : []), ...applied, ...shadowed], question.findings),
    gaps: reading.gaps,
    gapMeasure: mode === 'live' ? gaps.measure : 'none',
    steps,
    withheld: once(withheld).filter((measure) => !steps.some((step) => step.do === measure.do)),
    failures: question.failures,
  };
}

function hasNothing({ reading, findings, failures }: Question): boolean {
  return (
    reading.gaps.length + failures.length === 0 && !findings.some(({ confidence }) => confidence >= leastConfidence)
  );
}

/** Written out: most posts end here. */
function clear(post: Verdict['post']): Verdict {
  return {
    post,
    outcome: 'clear',
    kind: 'none',
    category: null,
    confidence: 0,
    policy: null,
    severity: 0,
    deadline: 60,
    charged: false,
    reasons: none,
    gaps: none,
    gapMeasure: 'none',
    steps: none,
    withheld: none,
    failures: none,
  };
}

const none: readonly never[] = [];

const nothing = {
  kind: 'none',
  category: null,
  confidence: 0,
  policy: null,
  severity: 0,
  deadline: 60,
  charged: false,
} as const;

function about(
  lead: Applied | undefined,
  template: Template,
): Pick<Verdict, 'kind' | 'category' | 'confidence' | 'policy' | 'severity' | 'deadline' | 'charged'> {
  const sure = lead?.findings.toSorted((a, b) => b.confidence - a.confidence)[0];
  if (!lead || !sure) return nothing;
  const { policy } = lead;
  return {
    kind: policy.when.kind,
    category: sure.category,
    confidence: sure.confidence,
    policy: { id: policy.id, version: policy.version, template: template.id },
    severity: policy.severity,
    deadline: policy.deadline,
    // A quote is context: the measure applies, the record does not grow.
    charged: lead.findings.some(({ from }) => from !== 'quote'),
  };
}

/** Policies are tried in order; the first of a mode that applies to a kind wins for that kind. */
function first(question: Question, kind: Kind, mode: 'live' | 'shadow'): readonly Applied[] {
  for (const policy of question.template.policies) {
    if (policy.mode !== mode || policy.when.kind !== kind) continue;
    const findings = matched(policy.when, question);
    if (findings.length > 0) return [{ policy, findings }];
  }
  return [];
}

function isSureMark({ policy, findings }: Applied, isMark: (rule: string) => boolean): boolean {
  return (
    policy.when.kind === 'classified' &&
    findings.some((finding) => isMark(finding.rule) && finding.confidence >= markIsSure)
  );
}

/** Who may be recruiting is not warned, even by a reminder about something else (Counter-Espionage Law Art. 16). */
function mayBeTold(lead: Applied | undefined, applied: readonly Applied[]): boolean {
  const isLesser =
    lead !== undefined && lead.policy.when.kind !== 'classified' && lead.policy.when.kind !== 'solicitation';
  return !isLesser || !applied.some(({ policy }) => policy.when.kind === 'solicitation');
}

/** Stands among the reasons whatever policy decided: nothing of it may be kept (Law Art. 29). */
function isSuspected({ category, confidence }: Finding): boolean {
  return isSuspectedStateSecret(category) && confidence >= leastConfidence;
}

/** Each once, those of the lead first. */
function reasonsOf(applied: readonly Applied[], findings: readonly Finding[]): readonly Finding[] {
  const reasons = new Set<Finding>();
  for (const one of applied) for (const finding of one.findings) reasons.add(finding);
  for (const finding of findings) if (isSuspected(finding)) reasons.add(finding);
  return [...reasons];
}

function once(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter((measure, at) => measures.findIndex((other) => other.do === measure.do) === at);
}
