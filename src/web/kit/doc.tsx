import type { ReactNode } from 'react';
import type { ContactWire } from '#model/console-wire.ts';
import { Brand } from '#web/kit/brand.tsx';

/** A page to read: the mark, the text, and whom to call. */
export function Doc({ office, children }: { readonly office?: ContactWire | null; readonly children: ReactNode }) {
  return (
    <div className="doc">
      <header className="doc-head">
        <span className="brandmark">
          <Brand size={24} /> 周知
        </span>
        {office && (
          <span>
            {office.unit} · {office.office}
          </span>
        )}
      </header>
      <main>{children}</main>
      {office && <OfficeFoot office={office} />}
    </div>
  );
}

function OfficeFoot({ office }: { readonly office: ContactWire }) {
  return (
    <footer className="doc-foot">
      <p>
        {office.office} <Phone number={office.officePhone} />
      </p>
      <p>
        值班电话 <Phone number={office.dutyPhone} />
      </p>
    </footer>
  );
}

/** Dials on a phone; what stands after 转 is read, not dialled. */
export function Phone({ number }: { readonly number: string }) {
  const dialled = (number.split(/[转(（]/, 1)[0] ?? '').replace(/[^0-9+]/g, '');
  return dialled.length < 3 ? <b>{number}</b> : <a href={`tel:${dialled}`}>{number}</a>;
}

export function DocSkeleton() {
  return (
    <div className="doc" aria-busy="true">
      <span className="sr-only">正在读取</span>
      {[40, 130, 90].map((height) => (
        <div key={height} className="skeleton doc-skeleton" style={{ height }} />
      ))}
    </div>
  );
}

export function DocRefused({ title, says }: { readonly title: string; readonly says: string }) {
  return (
    <Doc>
      <div className="panel" role="alert">
        <h1>{title}</h1>
        <p className="muted doc-refused">{says}</p>
      </div>
    </Doc>
  );
}
