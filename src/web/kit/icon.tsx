/** Drawn for this product on a 24 grid; stroke follows the text colour. */
const strokes = {
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M16 4.4a3.5 3.5 0 0 1 0 6.3M17.5 14.8c2.1.7 3.5 2.6 3.5 5.2',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c0-4 3.2-6.3 7.5-6.3s7.5 2.3 7.5 6.3',
  print:
    'M6.5 18.5c-1.3-2-2-4.2-2-6.5a7.5 7.5 0 0 1 15 0c0 1.6-.2 3.1-.6 4.5M9.5 20c-1.3-2.3-2-5-2-8a4.5 4.5 0 0 1 9 0c0 2.7-.5 5.2-1.5 7.5M12 12c0 3 .4 5.6-.3 8.5',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  replay: 'M4.5 12a7.5 7.5 0 1 0 2.3-5.4M4.5 4v4h4M10.5 9l4.5 3-4.5 3z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  picture: 'M3.5 5h17v14h-17zM4 17l5-5 4 4 2.5-2.5L20 18M15.5 9.5h.01',
  clip: 'M19 11.5 12 18.5a4.3 4.3 0 0 1-6-6l7.5-7.5a2.9 2.9 0 0 1 4 4L10 16.5a1.4 1.4 0 0 1-2-2l6.5-6.5',
  close: 'M6 6l12 12M18 6 6 18',
  gear: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  down: 'm6 9 6 6 6-6',
  back: 'm15 5-7 7 7 7',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4',
  spark: 'M12 4v4M12 16v4M4 12h4M16 12h4M7 7l2 2M15 15l2 2M17 7l-2 2M9 15l-2 2',
  desk: 'M4 5h16v11H4zM9 20h6M12 16v4',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 8v4.5l3 1.5',
  book: 'M5 4.5h10.5a3 3 0 0 1 3 3V20H8a3 3 0 0 1-3-3zM5 17a2 2 0 0 1 2-2h11.5',
  pulse: 'M3 12h4l2.5-6 4 12 2.5-6h5',
  case: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  menu: 'M4 7h16M4 12h16M4 17h16',
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.6 : 1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={strokes[name]} />
    </svg>
  );
}
