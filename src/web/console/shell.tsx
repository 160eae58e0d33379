import { call } from '#web/kit/http.ts';
import { api } from '#web/kit/api.ts';
import { Brand } from '#web/kit/brand.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { AuditPage } from '#web/console/audit-page.tsx';
import { CasePage } from '#web/console/case-page.tsx';
import { CasesPage } from '#web/console/cases-page.tsx';
import { GroupsPage } from '#web/console/groups-page.tsx';
import { ReportsPage } from '#web/console/owner/reports-page.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { entries, usePlace, type Place } from '#web/console/place.ts';
import { useSeat } from '#web/console/seat.ts';
import { SystemPage } from '#web/console/system-page.tsx';
import { roleWords } from '#web/console/words.ts';

export function Shell() {
  const { session, leave } = useSeat();
  const place = usePlace(session.account.role);
  const signOut = () => {
    call(`${api}/session`, { method: 'DELETE', csrf: session.csrf }).then(leave, leave);
  };
  return (
    <div className="shell">
      <header className="shell-top">
        <span className="brandmark">
          <Brand /> 周知 <span className="shell-sub">控制台</span>
        </span>
        <nav className="shell-nav" aria-label="页面">
          {entries
            .filter((entry) => entry.roles.includes(session.account.role))
            .map((entry) => (
              <PlaceLink
                key={entry.page}
                to={{ page: entry.page }}
                aria-current={isAt(place, entry.page) ? 'page' : undefined}
              >
                <Icon name={entry.icon} size={18} /> {entry.label}
              </PlaceLink>
            ))}
        </nav>
        <span className="shell-who">
          {session.account.name} <span className="tag">{roleWords[session.account.role]}</span>
        </span>
        <button type="button" className="btn small" onClick={signOut}>
          退出
        </button>
      </header>
      <main className="shell-main">
        <Page place={place} />
      </main>
    </div>
  );
}

function isAt(place: Place, page: string): boolean {
  return place.page === page || (place.page === 'case' && page === 'cases');
}

function Page({ place }: { readonly place: Place }) {
  switch (place.page) {
    case 'cases':
      return <CasesPage />;
    case 'case':
      return <CasePage key={place.id} id={place.id} />;
    case 'reports':
      return <ReportsPage />;
    case 'groups':
      return <GroupsPage />;
    case 'audit':
      return <AuditPage />;
    case 'system':
      return <SystemPage />;
  }
}
