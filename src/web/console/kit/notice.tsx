import type { ReactNode } from 'react';
import { Alert } from 'tdesign-react/es/alert/index.js';

const themes = { ok: 'success', warn: 'warning', bad: 'error', info: 'info' } as const;

/** A sentence that must not be overlooked; `role` where it comes up while somebody reads. */
export function Notice(props: {
  readonly tone: keyof typeof themes;
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
}) {
  const alert = <Alert theme={themes[props.tone]} message={<>{props.children}</>} />;
  return props.role ? <div role={props.role}>{alert}</div> : alert;
}
