import type { ConsoleParts } from '#console/parts.ts';
import { refused } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';

/** Open pages at most; each holds a connection. */
const listenersAtMost = 200;

export function eventRoutes({ onChange }: ConsoleParts): readonly Route[] {
  let listeners = 0;
  return [
    deskRoute({
      method: 'get',
      path: '/events',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '案件有变化时的通知（server-sent events，不含内容）',
      reads: nothing,
      async handle(_given, { session }) {
        if (listeners >= listenersAtMost) return refused(503, 'later', '打开的页面过多，请稍后再试。');
        return {
          kind: 'stream',
          until: session.expiresAt,
          listen(send) {
            listeners += 1;
            const stop = onChange(() => send('cases'));
            return () => {
              listeners -= 1;
              stop();
            };
          },
        };
      },
    }),
  ];
}
