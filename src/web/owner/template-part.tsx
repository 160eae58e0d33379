import type { OwnerWire } from '#model/owner-wire.ts';
import type { PartProps } from '#web/owner/draft.ts';

const modes = [
  { id: 'live', title: '正式运行', says: '不合适的私下提醒本人，按模板处理。' },
  { id: 'marks-live', title: '试运行', says: '只统计，不提醒；带明显密级标志的仍然马上处理。' },
] as const;

export function TemplatePart({ draft, onChange, templates }: PartProps & Pick<OwnerWire, 'templates'>) {
  return (
    <section className="panel owner-part">
      <h2>模板和运行</h2>
      <fieldset className="radios">
        <legend className="owner-legend">本群最像哪一种</legend>
        {templates.map(({ id, title, describes }) => (
          <label key={id} className="radio top">
            <input
              type="radio"
              name="template"
              checked={draft.template === id}
              onChange={() => onChange({ template: id })}
            />
            <span>
              {title}
              <br />
              <span className="faint">{describes}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="radios">
        <legend className="owner-legend">运行方式</legend>
        {modes.map(({ id, title, says }) => (
          <label key={id} className="radio top">
            <input
              type="radio"
              name="mode"
              checked={draft.mode === id}
              onChange={() => onChange({ mode: id, trialUntil: null })}
            />
            <span>
              {title}
              <br />
              <span className="faint">{says}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
