import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  testId?: string;
}

/** A question that is answered before anything else on the page. The browser keeps the keyboard in it and gives it back. */
export function Dialog({ title, onClose, children, testId }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the page is drawn without it: only a dialog that is still there gives the keyboard back when it is closed.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto w-[min(28rem,calc(100vw-1.5rem))] rounded-xl border border-line bg-surface p-5 text-ink backdrop:bg-[rgb(0_0_0/0.45)]"
    >
      <h2 id={id} className="text-lg leading-snug font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
