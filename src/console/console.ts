import type express from 'express';
import { cookieName } from '#console/cookie.ts';
import { openApi } from '#console/openapi.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok } from '#console/reply.ts';
import { nothing, openRoute, type Route } from '#console/route.ts';
import { buildRouter } from '#console/router.ts';
import { aboutRoutes } from '#console/routes/about.ts';
import { accountRoutes } from '#console/routes/accounts.ts';
import { auditRoutes } from '#console/routes/audit.ts';
import { caseDeedRoutes } from '#console/routes/case-deeds.ts';
import { caseRoutes } from '#console/routes/cases.ts';
import { digestRoutes } from '#console/routes/digests.ts';
import { eventRoutes } from '#console/routes/events.ts';
import { evidenceRoutes } from '#console/routes/evidence.ts';
import { fingerprintRoutes } from '#console/routes/fingerprints.ts';
import { groupRegisterRoutes } from '#console/routes/group-register.ts';
import { groupRoutes } from '#console/routes/groups.ts';
import { learningRoutes } from '#console/routes/learning.ts';
import { lessonRoutes } from '#console/routes/lessons.ts';
import { memberRoutes } from '#console/routes/members.ts';
import { mineRoutes } from '#console/routes/mine.ts';
import { noticeRoutes } from '#console/routes/notice.ts';
import { ownerRoutes } from '#console/routes/owner.ts';
import { reportRoutes } from '#console/routes/reports.ts';
import { overviewRoutes } from '#console/routes/overview.ts';
import { ruleRoutes } from '#console/routes/rules.ts';
import { quizBankRoutes } from '#console/routes/quiz-bank.ts';
import { quizOfficeRoutes } from '#console/routes/quiz-office.ts';
import { quizPeopleRoutes } from '#console/routes/quiz-people.ts';
import { quizRoundRoutes } from '#console/routes/quiz-rounds.ts';
import { quizRoutes } from '#console/routes/quiz.ts';
import { sessionRoutes } from '#console/routes/session.ts';
import { setupRoutes } from '#console/routes/setup.ts';
import { todayRoutes } from '#console/routes/today.ts';
import { signInRoutes } from '#console/routes/sign-in.ts';
import { unitRoutes } from '#console/routes/unit.ts';

/** The API under /api/v1. */
export function consoleRoutes(parts: ConsoleParts): express.Router {
  return buildRouter(routeTable(parts), parts);
}

/** Every route there is: the router, openapi.json and the test of rights are made from this table. */
export function routeTable(parts: ConsoleParts): readonly Route[] {
  const rooms = [
    ...setupRoutes(parts),
    ...sessionRoutes(parts),
    ...accountRoutes(parts),
    ...unitRoutes(parts),
    ...overviewRoutes(parts),
    ...todayRoutes(parts),
    ...auditRoutes(parts),
    ...groupRegisterRoutes(parts),
    ...groupRoutes(parts),
    ...caseRoutes(parts),
    ...ruleRoutes(parts),
    ...lessonRoutes(parts),
    ...memberRoutes(parts),
    ...fingerprintRoutes(parts),
    ...caseDeedRoutes(parts),
    ...evidenceRoutes(parts),
    ...noticeRoutes(parts),
    ...mineRoutes(parts),
    ...learningRoutes(parts),
    ...quizOfficeRoutes(parts),
    ...quizBankRoutes(parts),
    ...ownerRoutes(parts),
    ...reportRoutes(parts),
    ...quizRoutes(parts),
    ...quizRoundRoutes(parts),
    ...quizPeopleRoutes(parts),
    ...aboutRoutes(parts),
    ...digestRoutes(parts),
    ...eventRoutes(parts),
    ...signInRoutes(parts),
  ];
  const description: Route = openRoute({
    method: 'get',
    path: '/openapi.json',
    who: 'anyone',
    summary: '本接口的说明',
    reads: nothing,
    handle: async () => ok(openApi([...rooms, description], cookieName(parts.isHttps))),
  });
  return [...rooms, description];
}
