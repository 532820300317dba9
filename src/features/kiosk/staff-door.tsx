import { useEffect, useRef, type ReactNode } from 'react';
import styles from './kiosk.module.css';

const HOLD = 3000;

/** The organisation's name; whoever knows of it and holds it for three seconds comes to the staff's screen. */
export function StaffDoor({
  onOpen,
  children,
}: {
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const release = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  const hold = (): void => {
    timer.current ??= setTimeout(() => {
      release();
      onOpen();
    }, HOLD);
  };
  useEffect(() => release, []);
  return (
    <button
      type="button"
      className={styles.door}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={({ key }) => {
        if (key === 'Enter' || key === ' ') hold();
      }}
      onKeyUp={release}
      onBlur={release}
    >
      {children}
    </button>
  );
}
