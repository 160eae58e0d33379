import type { Moment } from '#model/ids.ts';

/** A rule by its id, or a template of policies by its id. */
export type SheetKind = 'rule' | 'template';
/** `off`: a shipped one does nothing, one of the unit's own is gone. Only `live` and `shadow` ones are asked about posts. */
export const sheetStages = ['draft', 'shadow', 'live', 'off'] as const;
export type SheetStage = (typeof sheetStages)[number];

/** What the unit laid over the shipped rules: a version is never changed, the next one follows it. */
export interface UnitSheet {
  readonly kind: SheetKind;
  readonly id: string;
  /** 1, 2, … */
  readonly version: number;
  /** YAML; of stage `off` what was there before, so that it can come back. */
  readonly text: string;
  readonly stage: SheetStage;
  /** SHA-256 of the shipped text it was written over; null where nothing of that id is shipped. */
  readonly over: string | null;
  readonly at: Moment;
  /** Account. */
  readonly by: string;
  readonly why: string;
}

export interface SheetStore {
  /** Every version of every sheet, oldest first. */
  list(): Promise<readonly UnitSheet[]>;
  /** How often each rule stood among the reasons of posts since then; a rule in shadow as `shadow:<id>`. */
  hits(since: Moment): Promise<ReadonlyMap<string, RuleHits>>;
}

/** Posts, not findings. */
export interface RuleHits {
  readonly posts: number;
  readonly groups: number;
  readonly violations: number;
}

/** How a rule in shadow is named in traces: it is counted and decides nothing. */
export const shadowName = (rule: string): string => `shadow:${rule}`;
