import type { TodayWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Figures, type Figure } from '#web/console/kit/figures.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { ByDepartment } from '#web/console/overview/by-department.tsx';
import { Coverage } from '#web/console/overview/coverage.tsx';
import { Queue } from '#web/console/overview/queue.tsx';
import { ByGroup, Trend } from '#web/console/overview/trend.tsx';
import { useSeat } from '#web/console/seat.ts';
import { useLiveCases } from '#web/console/use-live-cases.ts';

const eachMinute = 60_000;

/** What one sees first: today, what waits for me, where the bot does not see, how it has been going. */
export function OverviewPage() {
  const { session } = useSeat();
  const [loaded, reload] = useLoaded<TodayWire>(`${api}/today`, eachMinute);
  useLiveCases(reload);
  const isClerk = session.account.role !== 'auditor';
  return (
    <>
      <h1>总览</h1>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(shown) => (
          <>
            <Today shown={shown} />
            <div className={isClerk ? 'overview-pair' : undefined}>
              {isClerk && <Queue waiting={shown.waiting} />}
              <Coverage coverage={shown.coverage} />
            </div>
            <Trend trend={shown.trend} />
            <ByGroup groups={shown.groups} />
            {shown.departments && <ByDepartment departments={shown.departments} />}
          </>
        )}
      </LoadedView>
    </>
  );
}

function Today({ shown: { today, yesterday } }: { readonly shown: TodayWire }) {
  const figures: readonly Figure[] = [
    { title: '今天检查', figure: today.posts, more: `昨天 ${yesterday.posts.toLocaleString('zh-CN')} 条` },
    { title: '新案件', figure: today.cases, more: `昨天 ${yesterday.cases} 件` },
    { title: '已撤回', figure: today.withdrawn, more: '含本人、群主和机器人' },
    { title: '人工复核', figure: today.ruled, more: '维持和撤销处置' },
    { title: '没能读取', figure: today.gaps, more: '看不到不等于没有问题' },
  ];
  return <Figures label="今天" figures={figures} />;
}
