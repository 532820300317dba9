import {
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import { ToastContext, type ToastMessage } from './toast-queue.ts';
import styles from './toast.module.css';

/** Milliseconds: enough to read two lines; more where something can be undone. It stays while it has focus or a pointer. */
const STAY = 6_000;
const STAY_WITH_UNDO = 12_000;

interface Shown extends ToastMessage {
  readonly id: number;
}

/** Shows the latest message only: an older one is out of date once something else was done. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown | null>(null);
  const count = useRef(0);
  const show = useCallback((message: ToastMessage) => setShown({ ...message, id: ++count.current }), []);
  return (
    <ToastContext value={show}>
      {children}
      <section className={styles.region} aria-label={t('ui:toast.region')} aria-live="polite">
        {shown && <Toast key={shown.id} message={shown} onGone={() => setShown(null)} />}
      </section>
    </ToastContext>
  );
}

/** @returns whether the element has focus or a pointer; Escape in it calls `onEscape` */
function useHeld(box: RefObject<HTMLElement | null>, onEscape: () => void): boolean {
  const [held, setHeld] = useState(false);
  const escape = useEffectEvent(onEscape);
  useEffect(() => {
    const element = box.current;
    const leaving = new AbortController();
    const on = (type: string, listener: (event: Event) => void): void =>
      element?.addEventListener(type, listener, { signal: leaving.signal });
    for (const type of ['pointerenter', 'focusin']) on(type, () => setHeld(true));
    for (const type of ['pointerleave', 'focusout']) on(type, () => setHeld(false));
    on('keydown', (event) => event instanceof KeyboardEvent && event.key === 'Escape' && escape());
    return () => leaving.abort();
  }, [box]);
  return held;
}

function Toast({ message, onGone }: { readonly message: ToastMessage; readonly onGone: () => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const held = useHeld(box, onGone);
  const goAway = useEffectEvent(onGone);
  const stay = message.undo === undefined ? STAY : STAY_WITH_UNDO;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => goAway(), stay);
    return () => clearTimeout(timer);
  }, [held, stay]);
  const { undo } = message;
  return (
    <div ref={box} className={styles.toast}>
      <div className={styles.text}>{message.text}</div>
      {undo && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            undo();
            onGone();
          }}
        >
          {message.undoLabel ?? t('common:actions.undo')}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={t('ui:toast.dismiss')} onClick={onGone}>
        <Icon name="close" />
      </button>
    </div>
  );
}
