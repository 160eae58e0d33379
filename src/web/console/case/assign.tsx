import type { CaseWire } from '#model/console-wire.ts';
import type { AssignWire, ClerkWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { NamedChoice } from '#web/console/kit/named-choice.tsx';
import { useSeat } from '#web/console/seat.ts';

/** Who works on the case; said to the server at once. */
export function Assign({ shown, onChange }: { readonly shown: CaseWire; readonly onChange: () => void }) {
  const { send, session } = useSeat();
  const [clerks] = useLoaded<{ readonly clerks: readonly ClerkWire[] }>(`${api}/clerks`);
  const choose = (to: string | null) => {
    send(`/cases/${encodeURIComponent(shown.id)}/assign`, { to } satisfies AssignWire)
      .then(() => toast(to === null ? '已改为不指定。' : '已指定承办人。'), toastProblem)
      .finally(onChange);
  };
  const known = clerks.state === 'here' ? clerks.answer.clerks : [];
  return (
    <NamedChoice
      label="承办人"
      value={shown.assignee ?? ''}
      options={[
        ['', '未指定'],
        ...known.map(({ id, name }) => [id, id === session.account.id ? `${name}（我）` : name] as const),
      ]}
      onChange={(to) => choose(to || null)}
    />
  );
}
