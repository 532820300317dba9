import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  /** by Escape, the ground behind, the cross, or the system's back */
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** the buttons; the main one last */
  readonly actions?: ReactNode;
  /** takes the height there is, for lists that are searched */
  readonly tall?: boolean;
}

/** The browser's own modal dialog: it keeps focus in, the rest inert, and gives focus back. On a phone it comes from below. */
export function Dialog({ open, onClose, title, children, actions, tall = false }: DialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || !open) return undefined;
    const onCancel = (event: Event): void => {
      event.preventDefault();
      close();
    };
    // The ground behind belongs to the dialog element itself; what is inside it has other targets.
    const onPress = (event: MouseEvent): void => {
      if (event.target === element) close();
    };
    element.addEventListener('cancel', onCancel);
    element.addEventListener('click', onPress);
    element.showModal();
    return () => {
      element.removeEventListener('cancel', onCancel);
      element.removeEventListener('click', onPress);
      element.close();
    };
  }, [open]);
  if (!open) return null;
  return (
    <dialog ref={dialog} className={classNames(styles.dialog, tall && styles.tall)} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <IconButton bare icon="close" label={t('common:actions.close')} onClick={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
    </dialog>
  );
}
