import { Suspense, useEffect, useState, type MouseEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { Menu } from 'tdesign-react/es/menu/index.js';
import { api } from '#web/kit/api.ts';
import { Brand } from '#web/kit/brand.tsx';
import { call } from '#web/kit/http.ts';
import { Icon } from '#web/kit/icon.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { entriesOf, goTo, hrefOf, usePlace, type PageName, type Place } from '#web/console/place.ts';
import { useSeat } from '#web/console/seat.ts';
import { views } from '#web/console/shell-pages.tsx';
import { Waiting } from '#web/console/waiting.tsx';
import { roleWords } from '#web/console/words.ts';

/** The menu beside the page; behind a button where the window is narrow. */
export function Shell() {
  const { session, leave } = useSeat();
  const { role, name } = session.account;
  const place = usePlace(role);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(false), [place.page, place.id]);
  const signOut = () => {
    call(`${api}/session`, { method: 'DELETE', csrf: session.csrf }).then(leave, leave);
  };
  return (
    <div className={isOpen ? 'shell is-open' : 'shell'}>
      <header className="shell-top">
        <button
          type="button"
          className="shell-burger"
          aria-label="菜单"
          aria-expanded={isOpen}
          aria-controls="shell-menu"
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'menu'} size={22} />
        </button>
        <span className="brandmark">
          <Brand /> 周知 <span className="shell-sub">控制台</span>
        </span>
        <span className="shell-who">
          <span className="shell-name">{name}</span> <ToneTag tone="brand">{roleWords[role]}</ToneTag>
        </span>
        <Button tag="button" variant="outline" size="small" onClick={signOut}>
          退出
        </Button>
      </header>
      <nav id="shell-menu" className="shell-nav" aria-label="页面">
        <ShellMenu place={place} />
      </nav>
      <main className="shell-main">
        <Page place={place} />
      </main>
    </div>
  );
}

function ShellMenu({ place }: { readonly place: Place }) {
  const { session } = useSeat();
  return (
    <Menu value={place.page} width="100%">
      {entriesOf(session.account.role).map(({ page, icon, label }) => (
        <Menu.MenuItem
          key={page}
          value={page}
          href={hrefOf({ page })}
          icon={<Icon name={icon} />}
          onClick={({ e }) => follow(e, page)}
        >
          <span aria-current={place.page === page ? 'page' : undefined}>{label}</span>
        </Menu.MenuItem>
      ))}
    </Menu>
  );
}

/** A plain press changes the page without loading it anew. */
function follow(event: MouseEvent, page: PageName): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo({ page });
}

function Page({ place }: { readonly place: Place }) {
  const View = views[place.page];
  return (
    <Suspense fallback={<Waiting />}>
      <View id={place.id} />
    </Suspense>
  );
}
