import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { Dialog } from 'tdesign-react/es/dialog/index.js';
import { keepInside, stopsOf } from '#web/kit/focus.ts';
import { dress } from '#web/console/kit/dress.ts';

const wide = 480;

/** The kit's dialog, which closes by Escape or a press beside it; the focus is led in, kept inside and given back here. */
export function Modal(props: {
  readonly title: string;
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      visible
      header={props.title}
      footer={false}
      width={`min(${props.width ?? wide}px, 100vw - 32px)`}
      placement="center"
      // The kit would lock the page with a style element, which the content policy forbids.
      preventScrollThrough={false}
      onClose={props.onClose}
    >
      <Body title={props.title}>{props.children}</Body>
    </Dialog>
  );
}

/** A part of its own: it is there only once the kit has put the dialog into the page. */
function Body({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => leadFocus(body.current, title), [title]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && keepInside(body.current, event.shiftKey)) event.preventDefault();
  };
  return (
    <div ref={body} className="modal" onKeyDown={onKey}>
      {children}
    </div>
  );
}

/** A deed is asked once more before it is done. */
export function Ask(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly isBad?: boolean;
  readonly isSending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Modal title={props.title} onClose={props.onClose}>
      <p>{props.children}</p>
      <div className="row-end">
        <Button tag="button" variant="outline" onClick={props.onClose}>
          取消
        </Button>
        <Button
          tag="button"
          theme={props.isBad ? 'danger' : 'primary'}
          disabled={props.isSending ?? false}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
      </div>
    </Modal>
  );
}

function leadFocus(body: HTMLElement | null, title: string): () => void {
  const before = document.activeElement;
  const frame = body?.closest<HTMLElement>('.t-dialog__ctx');
  dress(body?.closest('.t-dialog'), { role: 'dialog', 'aria-modal': true, 'aria-label': title });
  dress(frame, { tabindex: -1 });
  // The kit takes the focus to the frame as soon as the dialog is seen.
  const enter = (event: FocusEvent) => event.target === frame && stopsOf(body)[0]?.focus();
  frame?.addEventListener('focus', enter);
  return () => {
    frame?.removeEventListener('focus', enter);
    if (before instanceof HTMLElement) before.focus();
  };
}
