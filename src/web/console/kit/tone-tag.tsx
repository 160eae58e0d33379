import type { ReactNode } from 'react';
import { Tag } from 'tdesign-react/es/tag/index.js';

export type Tone = 'brand' | 'ok' | 'warn' | 'bad' | '';

const themes = { '': 'default', brand: 'primary', ok: 'success', warn: 'warning', bad: 'danger' } as const;

/** A word in its tone. */
export function ToneTag(props: { readonly tone?: Tone; readonly wraps?: boolean; readonly children: ReactNode }) {
  const { tone = '', wraps = false, children } = props;
  return (
    <Tag theme={themes[tone]} variant="light" size="small" className={wraps ? 'wraps' : ''}>
      {children}
    </Tag>
  );
}
