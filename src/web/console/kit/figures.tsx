import { Statistic } from 'tdesign-react/es/statistic/index.js';

export interface Figure {
  readonly title: string;
  readonly figure: number;
  readonly unit?: string;
  readonly more?: string;
  readonly isBad?: boolean;
}

/** The few numbers one looks at first. */
export function Figures({ label, figures }: { readonly label: string; readonly figures: readonly Figure[] }) {
  return (
    <ul className="bare figures" aria-label={label}>
      {figures.map(({ title, figure, unit, more, isBad = false }) => (
        <li key={title} className="panel figure">
          <Statistic
            title={title}
            value={figure}
            {...(unit === undefined ? {} : { unit })}
            {...(more === undefined ? {} : { extra: more })}
            {...(isBad ? { color: 'red' } : {})}
          />
        </li>
      ))}
    </ul>
  );
}
