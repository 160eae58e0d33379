import type { GroupsWire } from '#model/console-wire.ts';
import type { Loaded } from '#web/kit/use-loaded.ts';
import { spans, type SpanName } from '#web/console/quiz-span.ts';

export function SpanSelect(props: {
  readonly label: string;
  readonly span: SpanName;
  readonly onChange: (span: SpanName) => void;
}) {
  return (
    <select
      className="input"
      aria-label={props.label}
      value={props.span}
      onChange={(event) => props.onChange(spans.find(([id]) => id === event.target.value)?.[0] ?? 'quarter')}
    >
      {spans.map(([id, label]) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

export function GroupSelect(props: {
  readonly label: string;
  readonly groups: Loaded<GroupsWire>;
  readonly group: string;
  readonly onChange: (group: string) => void;
}) {
  const { groups } = props;
  return (
    <select
      className="input"
      aria-label={props.label}
      value={props.group}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value="">全单位</option>
      {groups.state === 'here' &&
        groups.answer.groups.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
    </select>
  );
}
