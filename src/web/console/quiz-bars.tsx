/** One line of figures. `share` is 0 to 1; null where it is not told. */
export interface Bar {
  readonly name: string;
  readonly share: number | null;
  readonly says: string;
}

/** A table whose figures are drawn as well: read out, it is a table. */
export function Bars(props: {
  readonly caption: string;
  readonly head: readonly [string, string, string];
  readonly bars: readonly Bar[];
}) {
  return (
    <table className="bars">
      <caption>{props.caption}</caption>
      <thead className="sr-only">
        <tr>
          {props.head.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.bars.map((bar) => (
          <tr key={bar.name}>
            <th scope="row">{bar.name}</th>
            <td>
              <span className="bar" aria-hidden="true">
                <span className="bar-fill" style={{ width: `${Math.round((bar.share ?? 0) * 100)}%` }} />
              </span>
              <span className="bar-figure">{bar.share === null ? '—' : `${Math.round(bar.share * 100)}%`}</span>
            </td>
            <td className="faint">{bar.says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function shareOf(hits: number, of: number): number | null {
  return of === 0 ? null : hits / of;
}
