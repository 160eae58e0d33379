import { useState, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { SessionWire, SignInWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Brand } from '#web/kit/brand.tsx';
import { Field } from '#web/kit/field.tsx';
import { call } from '#web/kit/http.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';

export function SignIn(props: {
  readonly isSetupNeeded: boolean;
  readonly signInBy: readonly string[];
  readonly onSignedIn: (session: SessionWire) => void;
}) {
  const [form, setForm] = useState<SignInWire>({ name: '', password: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsSending(true);
    call<SessionWire>(`${api}/session`, { body: form })
      .then(props.onSignedIn, (problem: unknown) => setWrong(problem instanceof Error ? problem.message : '登录失败。'))
      .finally(() => setIsSending(false));
  };
  return (
    <main className="sign-in">
      <form className="panel sign-in-form" onSubmit={submit}>
        <span className="brandmark">
          <Brand size={34} />
          <span>
            周知
            <br />
            <span className="faint">工作群保密提醒 · 控制台</span>
          </span>
        </span>
        {props.isSetupNeeded && (
          <Notice tone="warn">还没有账号。请打开“周知”启动时在终端里打印的设置链接，建立第一个管理员账号。</Notice>
        )}
        <Field label="登录名">
          {(control) => (
            <TextInput
              {...control}
              size="large"
              autoComplete="username"
              required
              maxLength={64}
              value={form.name}
              onChange={(name) => setForm({ ...form, name })}
            />
          )}
        </Field>
        <Field label="密码" wrong={wrong}>
          {(control) => (
            <TextInput
              {...control}
              size="large"
              type="password"
              autoComplete="current-password"
              required
              maxLength={128}
              value={form.password}
              onChange={(password) => setForm({ ...form, password })}
            />
          )}
        </Field>
        <Button tag="button" type="submit" theme="primary" size="large" block loading={isSending}>
          {isSending ? '正在登录……' : '登录'}
        </Button>
        {props.signInBy.map((label) => (
          <Button key={label} tag="a" variant="outline" size="large" block href={`${api}/sign-in/console?${wanted()}`}>
            {label}
          </Button>
        ))}
        <p className="faint">本系统不处理国家秘密。请勿输入、粘贴或上传真实文件内容。</p>
      </form>
    </main>
  );
}

/** The page he came for, so that he lands there. */
function wanted(): string {
  return new URLSearchParams({ to: location.pathname }).toString();
}
