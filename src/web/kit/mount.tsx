import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from '#web/kit/toast.tsx';
import '#web/kit/theme.css';

/** Puts a page into `<div id="root">`, with the place where toasts appear. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('page: expected an element with id "root", found none');
  createRoot(root).render(
    <StrictMode>
      {page}
      <Toasts />
    </StrictMode>,
  );
}
