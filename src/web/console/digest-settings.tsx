import { useState, type FormEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { DigestSettings, Rhythm } from '#model/digest.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { Refused } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { TextArea } from '#web/console/kit/text-area.tsx';
import { Tick } from '#web/console/kit/tick.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { useSeat } from '#web/console/seat.ts';

const labels: readonly (readonly [rhythm: Rhythm, label: string])[] = [
  ['day', '每天'],
  ['week', '每周'],
  ['month', '每月'],
];
const hours = Array.from({ length: 25 }, (_, n) => 7 + n / 2).filter((hour) => hour <= 19);

/** Who gets digests, and when. */
export function DigestSettingsPanel({ mayChange }: { readonly mayChange: boolean }) {
  const [loaded, reload] = useLoaded<DigestSettings>(`${api}/digests/settings`);
  return (
    <details className="panel digest-section digest-settings">
      <summary>发给谁、何时发</summary>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(settings) => <Form settings={settings} mayChange={mayChange} />}
      </LoadedView>
    </details>
  );
}

function Form({ settings, mayChange }: { readonly settings: DigestSettings; readonly mayChange: boolean }) {
  const { send } = useSeat();
  const [draft, setDraft] = useState(settings);
  const [mail, setMail] = useState(settings.mailTo.join('\n'));
  const [wrong, setWrong] = useState<string | null>(null);
  const change = (part: Partial<DigestSettings>) => setDraft({ ...draft, ...part });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const mailTo = mail.split(/[\s,，;；]+/u).filter(Boolean);
    send<DigestSettings>('/digests/settings', { ...draft, mailTo }).then(
      (saved) => {
        setDraft(saved);
        setWrong(null);
        toast('已保存，下一份简报起生效。');
      },
      (problem: unknown) => {
        const fields = problem instanceof Refused ? Object.values(problem.fields) : [];
        if (fields.length > 0) setWrong(fields[0] ?? null);
        else toastProblem(problem);
      },
    );
  };
  return (
    <form onSubmit={save}>
      <fieldset disabled={!mayChange}>
        <Rhythms
          legend="推送给值班名单"
          value={draft.office}
          disabled={!mayChange}
          onChange={(office) => change({ office })}
        />
        <Rhythms
          legend="推送给群主（各看各的群）"
          value={draft.owners}
          disabled={!mayChange}
          onChange={(owners) => change({ owners })}
        />
        <Field label="生成时间" hint="推送遇到休息时间会等到上班。">
          {(control) => (
            <Choice
              {...control}
              value={String(draft.hour)}
              disabled={!mayChange}
              options={hours.map((hour) => [String(hour), `${Math.floor(hour)}:${hour % 1 === 0 ? '00' : '30'}`])}
              onChange={(hour) => change({ hour: Number(hour) })}
            />
          )}
        </Field>
        <Field label="邮箱" wrong={wrong} hint="一行一个；邮件里只有待办件数和链接。需要管理员设置 SMTP_URL。">
          {(control) => <TextArea {...control} value={mail} onChange={setMail} />}
        </Field>
        <Tick
          label="没有新情况、没有待办时也推送"
          isOn={draft.sendsEmpty}
          disabled={!mayChange}
          onChange={(sendsEmpty) => change({ sendsEmpty })}
        />
        {mayChange && (
          <Button tag="button" type="submit" theme="primary">
            保存
          </Button>
        )}
      </fieldset>
    </form>
  );
}

function Rhythms(props: {
  readonly legend: string;
  readonly value: readonly Rhythm[];
  readonly disabled: boolean;
  readonly onChange: (value: readonly Rhythm[]) => void;
}) {
  const { legend, value, disabled, onChange } = props;
  return (
    <fieldset className="digest-choice">
      <legend>{legend}</legend>
      {labels.map(([rhythm, label]) => (
        <Tick
          key={rhythm}
          label={label}
          isOn={value.includes(rhythm)}
          disabled={disabled}
          onChange={(isOn) =>
            onChange(labels.map(([one]) => one).filter((one) => (one === rhythm ? isOn : value.includes(one))))
          }
        />
      ))}
    </fieldset>
  );
}
