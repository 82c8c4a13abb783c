import { Button, CloseButton } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';

import { commonWords as words } from '../words/common.js';
import classes from './toast.module.css';

interface Toast {
  readonly text: string;
  /** Takes it back, where that can be done. */
  readonly undo?: () => void;
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

const shownMs = 5_000;

/** Says a success that is no longer on the screen: one at a time, for 5 s, with Undo where it can be undone. Never an error. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext);
}

/** Where toasts appear. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const close = useCallback(() => setToast(undefined), []);
  return (
    <ToastContext value={setToast}>
      {children}
      <div role="status" className={classes.place}>
        {toast ? <ToastCard key={toast.text} toast={toast} onClose={close} /> : null}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onClose, shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, onClose]);
  const { undo } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps it while it is read
    <div
      className={classes.toast}
      onMouseEnter={() => setIsHeld(true)}
      onMouseLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span>{toast.text}</span>
      {undo ? (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            undo();
            onClose();
          }}
        >
          {words.undo}
        </Button>
      ) : null}
      <CloseButton size="sm" aria-label={words.close} onClick={onClose} />
    </div>
  );
}
