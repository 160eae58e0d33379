import type { ContactWire, PersonWire } from '#model/console-wire.ts';
import type { GroupId, Moment } from '#model/ids.ts';
import type { OwnerSettings } from '#model/owner.ts';

/*
 * The owner's page. GET /owner/:token -> OwnerWire. Below /owner/:token/groups/:group:
 * POST /foresee OwnerDraftWire -> Foresight · /try OwnerTryWire -> Tried · /save OwnerSaveWire -> OwnerGroupWire · /undo { base } ·
 * /accept {} -> OwnerGroupWire · GET /history -> { versions }. 404 `link-invalid`, 403 `not-yours`, 409 `stale`, 422 the rest.
 */
export interface OwnerWire {
  readonly office: ContactWire;
  readonly groups: readonly OwnerGroupWire[];
  readonly templates: readonly { readonly id: string; readonly title: string; readonly describes: string }[];
  readonly fileKinds: readonly { readonly id: string; readonly title: string }[];
  /** What nobody can allow away, in Chinese. */
  readonly floor: readonly string[];
}

export interface OwnerGroupWire {
  readonly id: GroupId;
  readonly name: string;
  readonly members: number;
  readonly outsiders: number;
  /** 看得到全部消息，可以撤回 */
  readonly coverage: string;
  /** The owner has chosen; until then the default waits to be accepted. */
  readonly isAnswered: boolean;
  readonly version: number;
  readonly settings: OwnerSettings;
  /** Who posted here lately, for those who may post notices. */
  readonly people: readonly PersonWire[];
  /** What one tap would accept. */
  readonly offer: { readonly template: string; readonly title: string };
}

export interface OwnerDraftWire {
  readonly settings: OwnerSettings;
}
export interface OwnerTryWire extends OwnerDraftWire {
  readonly text: string;
}
export interface OwnerSaveWire extends OwnerDraftWire {
  readonly base: number;
}

export interface SettingsVersionWire {
  readonly version: number;
  readonly at: Moment;
  readonly who: string;
  /** Against the version before. */
  readonly changes: readonly string[];
}

/** POST /groups/:id/register (admin, reviewer) -> GroupPageWire. */
export interface RegisterWire {
  readonly purpose: string;
  readonly endsAt: Moment | null;
  readonly outsiders: OwnerSettings['outsiders'];
}
