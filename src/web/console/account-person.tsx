import type { PersonWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Choice } from '#web/console/kit/choice.tsx';

/** Which member an account belongs to: he may sign in by his platform, and does not rule on his own case. */
export function AccountPerson(props: {
  readonly person: string | null;
  readonly wrong: string | undefined;
  readonly onChange: (person: string | null) => void;
}) {
  const [loaded] = useLoaded<{ readonly people: readonly PersonWire[] }>(`${api}/people`);
  const people = loaded.state === 'here' ? loaded.answer.people : [];
  return (
    <Field
      label="对应的成员"
      hint="绑定后可用企业微信登录，看不到也办不了自己的案件；审计员和办案的不能是同一个人。名单里没有的，请本人先在应用里发一句话"
      wrong={props.wrong}
    >
      {(control) => (
        <Choice
          {...control}
          value={props.person ?? ''}
          options={[['', '不绑定'], ...people.map(({ person, name }) => [person, name] as const)]}
          onChange={(person) => props.onChange(person || null)}
        />
      )}
    </Field>
  );
}
