/** One of a few, at once: tabs of a list, topics, rhythms. */
export function Segments<Id extends string>(props: {
  readonly label: string;
  readonly chosen: Id;
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly count?: number | null }[];
  readonly onChoose: (id: Id) => void;
}) {
  return (
    <div className="segments" role="group" aria-label={props.label}>
      {props.choices.map(({ id, label, count = null }) => (
        <button key={id} type="button" aria-pressed={id === props.chosen} onClick={() => props.onChoose(id)}>
          {label}
          {count !== null && <span className="segment-count"> {count.toLocaleString('zh-CN')}</span>}
        </button>
      ))}
    </div>
  );
}
