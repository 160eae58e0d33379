import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from '#web/kit/toast.tsx';
import '#web/kit/theme.css';

/** Puts a page into `<div id="root">`, with the place where toasts appear. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('page: expected an element with id "root", found none');
  createRoot(root, { onUncaughtError: () => sayBroken(root) }).render(
    <StrictMode>
      {page}
      <Toasts />
    </StrictMode>,
  );
}

/** A bug of ours: React has taken the page down, so the words stand outside React. */
function sayBroken(root: HTMLElement): void {
  const says = document.createElement('p');
  says.className = 'empty';
  says.textContent = '页面出错了，请刷新再试。如果总是这样，请告诉管理员。';
  root.after(says);
}
