import { useState } from 'react';
import type { PersonWire } from '#model/console-wire.ts';
import type { OwnerWire } from '#model/owner-wire.ts';
import type { GroupException, OwnerSettings } from '#model/owner.ts';
import { Field } from '#web/kit/field.tsx';
import { endOfDay, untilWords, type PartProps } from '#web/owner/draft.ts';

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly exception: Omit<GroupException, 'until'>;
}
type Known = Pick<OwnerWire, 'fileKinds'> & { readonly people: readonly PersonWire[] };

/** What is otherwise not wanted, until a day. */
export function ExceptionsPart({ draft, onChange, ...known }: PartProps & Known) {
  const choices = choicesFor(draft, known);
  const named = (one: GroupException) =>
    choicesFor({ ...draft, fileKinds: [], posters: { who: 'owner', also: [] } }, known).find(
      ({ key }) => key === keyOf(one),
    )?.title ?? `可以发 ${one.value} 的链接`;
  if (choices.length === 0 && draft.exceptions.length === 0) return null;
  return (
    <section className="panel owner-part">
      <h2>临时例外</h2>
      <p className="muted">到那一天为止，到期自动失效。</p>
      <ul className="bare owner-exceptions">
        {draft.exceptions.map((one, at) => (
          <li key={at}>
            {named(one)}，{untilWords(one.until)}
            <button
              type="button"
              className="chip-x"
              aria-label={`去掉例外：${named(one)}`}
              onClick={() => onChange({ exceptions: draft.exceptions.filter((other) => other !== one) })}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {choices.length > 0 && (
        <AddException choices={choices} onAdd={(one) => onChange({ exceptions: [...draft.exceptions, one] })} />
      )}
    </section>
  );
}

function AddException(props: { readonly choices: readonly Choice[]; readonly onAdd: (one: GroupException) => void }) {
  const [key, setKey] = useState('');
  const [date, setDate] = useState('');
  const choice = props.choices.find((each) => each.key === key);
  const until = endOfDay(date);
  return (
    <form
      className="owner-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (!choice || until === null) return;
        props.onAdd({ ...choice.exception, until });
        setKey('');
        setDate('');
      }}
    >
      <Field label="例外">
        {(control) => (
          <select
            {...control}
            className="input"
            value={choice ? key : ''}
            onChange={(event) => setKey(event.target.value)}
          >
            <option value="">请选择</option>
            {props.choices.map((each) => (
              <option key={each.key} value={each.key}>
                {each.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="到哪一天">
        {(control) => (
          <input
            {...control}
            className="input"
            type="date"
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="btn" disabled={!choice || until === null}>
        加上
      </button>
    </form>
  );
}

/** Only what is limited can be excepted. */
function choicesFor({ hours, fileKinds, posters }: OwnerSettings, known: Known): readonly Choice[] {
  const all: Choice['exception'][] = [
    ...(hours === null ? [] : [{ what: 'hours', value: '' } as const]),
    ...(fileKinds === null
      ? []
      : known.fileKinds
          .filter(({ id }) => !fileKinds.includes(id))
          .map(({ id }) => ({ what: 'file', value: id }) as const)),
    ...(posters === null ? [] : known.people.map(({ person }) => ({ what: 'notice', value: person }) as const)),
  ];
  return all.map((exception) => ({ key: keyOf(exception), title: titleOf(exception, known), exception }));
}

function titleOf({ what, value }: Choice['exception'], { fileKinds, people }: Known): string {
  switch (what) {
    case 'hours':
      return '任何时间都可以发消息';
    case 'file':
      return `可以发${fileKinds.find(({ id }) => id === value)?.title ?? '这种文件'}`;
    case 'notice':
      return `${people.find(({ person }) => person === value)?.name ?? '某人'}可以发通知`;
    case 'link':
      return `可以发 ${value} 的链接`;
  }
}

function keyOf({ what, value }: Choice['exception']): string {
  return `${what}/${value}`;
}
