import { Field } from '#web/kit/field.tsx';
import { Switch } from '#web/kit/switch.tsx';
import { dateOf, endOfDay, type PartProps } from '#web/owner/draft.ts';

/** 群名、群主、目的、起止: what the unit's register wants of an owner. */
export function RegisterPart({ draft, onChange }: PartProps) {
  return (
    <section className="panel owner-part">
      <h2>群登记</h2>
      <Field label="本群用来做什么" hint="一句话，例如：科室日常通知。不要写具体的事">
        {(control) => (
          <input
            {...control}
            className="input"
            value={draft.purpose}
            maxLength={60}
            onChange={(event) => onChange({ purpose: event.target.value })}
          />
        )}
      </Field>
      <Field label="用到哪一天" hint="留空就是长期；到期前七天提醒您，到期不会自动停止检查">
        {(control) => (
          <input
            {...control}
            className="input"
            type="date"
            value={draft.endsAt === null ? '' : dateOf(draft.endsAt)}
            onChange={(event) => onChange({ endsAt: endOfDay(event.target.value) })}
          />
        )}
      </Field>
      <Switch
        label="群里有外单位的人是正常的"
        isOn={draft.outsiders === 'expected'}
        onChange={(isOn) => onChange({ outsiders: isOn ? 'expected' : 'none' })}
      />
    </section>
  );
}
