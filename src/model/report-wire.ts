import type { ContactWire } from '#model/console-wire.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { NewReport, ReportKind, ReportOutcome, ReportPlace } from '#model/report.ts';

/** GET /report/:token -> ReportPageWire; POST /report/:token ReportFormWire -> 201 { says }. 404 `link-invalid`, 422, 429 `too-many`. */
export interface ReportPageWire {
  readonly office: ContactWire;
  readonly places: readonly ReportPlace[];
  readonly kinds: readonly { readonly id: ReportKind; readonly title: string }[];
}
export type ReportFormWire = NewReport;

/** GET /reports (admin, reviewer) -> { reports }, those that wait first; POST /reports/:id/close { outcome } -> the same. */
export interface MemberReportWire {
  readonly id: string;
  readonly group: GroupId;
  readonly groupName: string;
  readonly around: Moment;
  readonly senderName: string | null;
  readonly sender: Pseudonym | null;
  readonly kindTitle: string;
  readonly at: Moment;
  readonly isWaiting: boolean;
  readonly outcomeTitle: string | null;
  /** Cases of posts of about that time, by that sender. */
  readonly cases: readonly CaseId[];
}
export interface CloseReportWire {
  readonly outcome: ReportOutcome;
}
