import { lazy, type ComponentType } from 'react';
import type { PageName } from '#web/console/place.ts';

/** A page, given the id behind its address. */
export type PageView = ComponentType<{ readonly id: string | undefined }>;

const CasePage = lazy(() => import('#web/console/case-page.tsx').then((module) => ({ default: module.CasePage })));
const CasesPage = lazy(() => import('#web/console/cases-page.tsx').then((module) => ({ default: module.CasesPage })));

const BankPage = lazy(() => import('#web/console/bank/bank-page.tsx').then((module) => ({ default: module.BankPage })));
const QuizOfficePage = lazy(() =>
  import('#web/console/quiz-page.tsx').then((module) => ({ default: module.QuizOfficePage })),
);

/** Each page is loaded when somebody goes there. */
export const views: Readonly<Record<PageName, PageView>> = {
  overview: lazy(() => import('#web/console/overview-page.tsx').then((module) => ({ default: module.OverviewPage }))),
  cases: ({ id }) => (id === undefined ? <CasesPage /> : <CasePage key={id} id={id} />),
  reports: lazy(() =>
    import('#web/console/owner/reports-page.tsx').then((module) => ({ default: module.ReportsPage })),
  ),
  groups: lazy(() => import('#web/console/groups-page.tsx').then((module) => ({ default: module.GroupsPage }))),
  people: lazy(() => import('#web/console/people-page.tsx').then((module) => ({ default: module.PeoplePage }))),
  fingerprints: lazy(() =>
    import('#web/console/fingerprints-page.tsx').then((module) => ({ default: module.FingerprintsPage })),
  ),
  rules: lazy(() => import('#web/console/rules-page.tsx').then((module) => ({ default: module.RulesPage }))),
  quiz: ({ id }) => (id === undefined ? <QuizOfficePage /> : <BankPage key={id} id={id} />),
  digests: lazy(() => import('#web/console/digests-page.tsx').then((module) => ({ default: module.DigestsPage }))),
  audit: lazy(() => import('#web/console/audit-page.tsx').then((module) => ({ default: module.AuditPage }))),
  system: lazy(() => import('#web/console/system-page.tsx').then((module) => ({ default: module.SystemPage }))),
};
