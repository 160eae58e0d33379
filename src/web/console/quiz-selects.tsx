import type { GroupsWire } from '#model/console-wire.ts';
import type { Loaded } from '#web/kit/use-loaded.ts';
import { NamedChoice } from '#web/console/kit/named-choice.tsx';
import { spans, type SpanName } from '#web/console/quiz-span.ts';

export function SpanSelect(props: {
  readonly label: string;
  readonly span: SpanName;
  readonly onChange: (span: SpanName) => void;
}) {
  return (
    <NamedChoice
      label={props.label}
      value={props.span}
      options={spans}
      onChange={(value) => props.onChange(spans.find(([id]) => id === value)?.[0] ?? 'quarter')}
    />
  );
}

export function GroupSelect(props: {
  readonly label: string;
  readonly groups: Loaded<GroupsWire>;
  readonly group: string;
  readonly onChange: (group: string) => void;
}) {
  const { label, groups, group, onChange } = props;
  const known = groups.state === 'here' ? groups.answer.groups : [];
  return (
    <NamedChoice
      label={label}
      value={group}
      options={[['', '全单位'], ...known.map(({ id, name }) => [id, name] as const)]}
      onChange={onChange}
    />
  );
}
