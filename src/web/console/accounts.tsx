import { useState, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { AccountRole } from '#model/account.ts';
import type { AccountWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { Refused } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { AccountPerson } from '#web/console/account-person.tsx';
import { Choice } from '#web/console/kit/choice.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { useSeat } from '#web/console/seat.ts';
import { roleWords } from '#web/console/words.ts';

const roles: readonly AccountRole[] = ['reviewer', 'auditor', 'operator', 'admin'];
interface Form {
  readonly name: string;
  readonly password: string;
  readonly role: AccountRole;
  readonly person: string | null;
}
const blank: Form = { name: '', password: '', role: roles[0] ?? 'reviewer', person: null };

/** Who may sign in; unsealing and rulings on superiors need a second reviewer. */
export function Accounts() {
  const [loaded, reload] = useLoaded<{ readonly accounts: readonly AccountWire[] }>(`${api}/accounts`);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ accounts }) => (
        <section className="panel case-box">
          <h2>账号</h2>
          <DataTable label="账号" rows={accounts} rowKey={idOf} columns={columns} />
          <NewAccount onDone={reload} />
        </section>
      )}
    </LoadedView>
  );
}

const columns: readonly Column<AccountWire>[] = [
  { title: '登录名', cell: ({ name }) => <b>{name}</b> },
  { title: '角色', cell: ({ role }) => <ToneTag tone="brand">{roleWords[role]}</ToneTag> },
  { title: '对应的成员', cell: ({ personName }) => personName ?? <span className="faint">未绑定</span> },
  {
    title: '状态',
    cell: ({ isDisabled }) => <ToneTag tone={isDisabled ? 'bad' : 'ok'}>{isDisabled ? '已停用' : '可登录'}</ToneTag>,
  },
];

function idOf({ id }: AccountWire): string {
  return id;
}

function NewAccount({ onDone }: { readonly onDone: () => void }) {
  const { send } = useSeat();
  const [form, setForm] = useState(blank);
  const [wrongs, setWrongs] = useState<Refused['fields']>({});
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send('/accounts', form).then(
      () => {
        toast(`已新建账号：${form.name}。`);
        setForm(blank);
        setWrongs({});
        onDone();
      },
      (problem: unknown) => {
        setWrongs(problem instanceof Refused ? problem.fields : {});
        toastProblem(problem);
      },
    );
  };
  return (
    <details>
      <summary>新建账号</summary>
      <form className="reason new-account" onSubmit={submit}>
        <Field label="登录名" hint="2–32 个字" wrong={wrongs.name}>
          {(control) => (
            <TextInput
              {...control}
              required
              minLength={2}
              maxLength={32}
              autoComplete="off"
              value={form.name}
              onChange={(name) => setForm({ ...form, name })}
            />
          )}
        </Field>
        <Field label="初始密码" hint="至少 10 个字符，当面交给本人" wrong={wrongs.password}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              required
              minLength={10}
              maxLength={128}
              autoComplete="new-password"
              value={form.password}
              onChange={(password) => setForm({ ...form, password })}
            />
          )}
        </Field>
        <Field label="角色" hint="复核员办理案件、开封；审计员看台账；运维员只看系统和群">
          {(control) => (
            <Choice
              {...control}
              value={form.role}
              options={roles.map((role) => [role, roleWords[role]])}
              onChange={(value) => setForm({ ...form, role: roles.find((role) => role === value) ?? 'reviewer' })}
            />
          )}
        </Field>
        <AccountPerson person={form.person} wrong={wrongs.person} onChange={(person) => setForm({ ...form, person })} />
        <div>
          <Button tag="button" type="submit" theme="primary">
            新建
          </Button>
        </div>
      </form>
    </details>
  );
}
