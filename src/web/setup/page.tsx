import { useEffect, useState } from 'react';
import type { SetupOfferWire, SetupStateWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { call } from '#web/kit/http.ts';
import { Wizard } from '#web/setup/wizard.tsx';

type Gate =
  | { readonly state: 'reading' }
  | { readonly state: 'refused'; readonly says: string }
  | { readonly state: 'done' }
  | { readonly state: 'wrong-link' }
  | { readonly state: 'open'; readonly offer: SetupOfferWire };

/** The token stands behind `#`, so that no server or proxy writes it into a log; `?token=` is understood as well. */
function tokenOfLink(): string {
  const behind = decodeURIComponent(location.hash.slice(1)).replace(/^token=/, '');
  return behind || (new URLSearchParams(location.search).get('token') ?? '');
}

export function SetupPage() {
  const [token] = useState(tokenOfLink);
  const [gate, setGate] = useState<Gate>({ state: 'reading' });
  useEffect(() => {
    fetchState(token).then(setGate, (problem: unknown) =>
      setGate({ state: 'refused', says: problem instanceof Error ? problem.message : '' }),
    );
  }, [token]);
  switch (gate.state) {
    case 'reading':
      return <DocSkeleton />;
    case 'refused':
      return <DocRefused title="暂时不能设置" says={gate.says} />;
    case 'wrong-link':
      return (
        <DocRefused
          title="链接不对或已失效"
          says="请使用“周知”启动时打印的设置链接，从头到尾完整复制。重新启动会打印一个新的。"
        />
      );
    case 'done':
      return <AlreadySet />;
    case 'open':
      return <Wizard offer={gate.offer} token={token} onDone={() => setGate({ state: 'done' })} />;
  }
}

async function fetchState(token: string): Promise<Gate> {
  const state = await call<SetupStateWire>(`${api}/setup/state`, { headers: { 'x-setup-token': token } });
  if (!state.needed) return { state: 'done' };
  return state.offer ? { state: 'open', offer: state.offer } : { state: 'wrong-link' };
}

function AlreadySet() {
  return (
    <Doc>
      <section className="panel setup-form" role="status">
        <h1>设置已完成</h1>
        <p className="muted">管理员账号已经建好，设置链接不能再用。</p>
        <p>
          <a className="btn primary" href="/console">
            去控制台登录
          </a>
        </p>
      </section>
    </Doc>
  );
}
