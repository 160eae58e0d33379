import type { PersonWire } from '#model/console-wire.ts';
import { toggled, type PartProps } from '#web/owner/draft.ts';

const choices = [
  { id: null, title: '不限，谁都可以发通知' },
  { id: 'admins', title: '群主和管理员' },
  { id: 'owner', title: '只有群主' },
] as const;

export function PostersPart({ draft, onChange, people }: PartProps & { readonly people: readonly PersonWire[] }) {
  const { posters } = draft;
  return (
    <section className="panel owner-part">
      <h2>谁可以发通知</h2>
      <p className="muted">看上去像通知的消息（标题是“……通知”“……公告”，或@所有人），别人发时私下请他转给您。</p>
      <fieldset className="radios">
        <legend className="sr-only">谁可以发通知</legend>
        {choices.map(({ id, title }) => (
          <label key={title} className="radio">
            <input
              type="radio"
              name="posters"
              checked={(posters?.who ?? null) === id}
              onChange={() => onChange({ posters: id === null ? null : { who: id, also: posters?.also ?? [] } })}
            />
            {title}
          </label>
        ))}
      </fieldset>
      {posters !== null && (
        <fieldset className="radios">
          <legend className="owner-legend">另外这些人也可以（最近两周发过言的）</legend>
          {people.length === 0 && <p className="faint">最近两周没有别人发过言。</p>}
          {people.map(({ person, name }) => (
            <label key={person} className="radio">
              <input
                type="checkbox"
                checked={posters.also.includes(person)}
                onChange={() => onChange({ posters: { ...posters, also: toggled(posters.also, person) } })}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </section>
  );
}
