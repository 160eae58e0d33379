import type { DigestWire } from '#model/digest-wire.ts';
import '#web/kit/digest.css';

type Section = DigestWire['sections'][number];

/** A digest to read: words, tables and charts in the order they are printed. */
export function DigestSections({ sections }: Pick<DigestWire, 'sections'>) {
  return (
    <>
      {sections.map((section) => (
        <section key={section.id} className="panel digest-section">
          <h2>{section.title}</h2>
          {section.says.length > 0 && (
            <ul className="digest-says">
              {section.says.map((says, at) => (
                <li key={at}>{says}</li>
              ))}
            </ul>
          )}
          <div className={section.table && section.chart ? 'digest-figures two' : 'digest-figures'}>
            {section.table && <DigestTable table={section.table} title={section.title} />}
            {section.chart && (
              <figure className="digest-chart">
                <figcaption>{section.chart.title}</figcaption>
                <img
                  src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(section.chart.svg)}`}
                  alt={`图：${section.chart.title}`}
                />
              </figure>
            )}
          </div>
        </section>
      ))}
    </>
  );
}

function DigestTable({ table, title }: { readonly table: NonNullable<Section['table']>; readonly title: string }) {
  const [first, ...rest] = table.columns;
  return (
    <div className="digest-table">
      <table>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {rest.map((name) => (
              <th key={name} scope="col" className="digest-value">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name = '', ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={at} className={/^\d+$/.test(cell) ? 'digest-value' : 'digest-value faint'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
