import type { AboutWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { Markdown } from '#web/kit/markdown.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';

/** What every member may read before he is checked (PIPL 17, 35). */
export function AboutPage() {
  const [loaded] = useLoaded<AboutWire>(`${api}/about`);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="说明暂时打不开" says={loaded.says} />;
  const about = loaded.answer;
  return (
    <Doc office={about.office}>
      <h1>“周知”是什么，检查什么，您有哪些权利</h1>
      <br />
      {about.sections.map((section) => (
        <section key={section.title} className="panel">
          <h2>{section.title}</h2>
          {section.paragraphs.map((paragraph, at) => (
            <p key={at}>{paragraph}</p>
          ))}
        </section>
      ))}
      <Terms terms={about.terms} />
      <section className="panel">
        <h2>您的权利</h2>
        <ul className="plain">
          {about.rights.map((right) => (
            <li key={right.says}>
              {right.says} <span className="faint">{right.article}</span>
            </li>
          ))}
        </ul>
      </section>
      {about.notice && (
        <details className="panel">
          <summary>告知书全文</summary>
          <Markdown text={about.notice} />
        </details>
      )}
    </Doc>
  );
}

function Terms({ terms }: { readonly terms: AboutWire['terms'] }) {
  return (
    <section className="panel">
      <h2>保存什么，保存多久</h2>
      <div className="table-wrap">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">内容</th>
              <th scope="col">期限</th>
              <th scope="col">理由</th>
            </tr>
          </thead>
          <tbody>
            {terms.map((line) => (
              <tr key={line.title}>
                <td data-label="内容">{line.title}</td>
                <td data-label="期限">{line.term}</td>
                <td data-label="理由">{line.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
