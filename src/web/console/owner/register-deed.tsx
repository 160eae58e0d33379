import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupPageWire, GroupWire } from '#model/group-wire.ts';
import type { RegisterWire } from '#model/owner-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { DateInput } from '#web/console/kit/date-input.tsx';
import { Modal } from '#web/console/kit/modal.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { Toggle } from '#web/console/kit/toggle.tsx';
import { useSeat } from '#web/console/seat.ts';

const day = 86_400_000;
const beijing = 8 * 3_600_000;

interface Props {
  readonly group: GroupWire;
  readonly onChange: (changed: GroupPageWire) => void;
}

/** The unit's register of a group: what for, until when, and whether outsiders belong there. */
export function RegisterDeed({ group, onChange }: Props) {
  const { session, send } = useSeat();
  const [draft, setDraft] = useState<RegisterWire | null>(null);
  const [isSending, setIsSending] = useState(false);
  const { role } = session.account;
  if (group.state !== 'active' || (role !== 'admin' && role !== 'reviewer')) return null;
  const open = () =>
    setDraft({ purpose: group.purpose, endsAt: group.endsAt, outsiders: group.isInternal ? 'none' : 'expected' });
  const save = () => {
    setIsSending(true);
    send<GroupPageWire>(`/groups/${encodeURIComponent(group.id)}/register`, draft)
      .then((changed) => {
        toast(`${group.name}：已登记。`);
        setDraft(null);
        onChange(changed);
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <>
      <Button tag="button" variant="outline" size="small" onClick={open}>
        登记
      </Button>
      {draft && (
        <Modal title={`群登记：${group.name}`} onClose={() => setDraft(null)}>
          <Field label="用途" hint="一句话，不写具体的事">
            {(control) => (
              <TextInput
                {...control}
                maxLength={60}
                value={draft.purpose}
                onChange={(purpose) => setDraft({ ...draft, purpose })}
              />
            )}
          </Field>
          <Field label="用到哪一天" hint="留空为长期；到期前七天提醒群主和保密办">
            {(control) => (
              <DateInput
                {...control}
                value={draft.endsAt === null ? '' : new Date(draft.endsAt - day + beijing).toISOString().slice(0, 10)}
                onChange={(date) => setDraft({ ...draft, endsAt: endOfDay(date) })}
              />
            )}
          </Field>
          <Toggle
            label="外单位的人在群里是正常的"
            isOn={draft.outsiders === 'expected'}
            onChange={(isOn) => setDraft({ ...draft, outsiders: isOn ? 'expected' : 'none' })}
          />
          <div className="row-end">
            <Button tag="button" variant="outline" onClick={() => setDraft(null)}>
              取消
            </Button>
            <Button tag="button" theme="primary" disabled={isSending} onClick={save}>
              登记
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}

function endOfDay(date: string): number | null {
  const start = Date.parse(`${date}T00:00:00+08:00`);
  return Number.isNaN(start) ? null : start + day;
}
