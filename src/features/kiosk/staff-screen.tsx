import { useState } from 'react';
import { PinPad } from './pin-pad.tsx';
import { StaffMenu } from './staff-menu.tsx';
import type { StaffMenuProps } from './staff-menu.tsx';
import { useIdle } from './use-idle.ts';
import type { IdleLimits } from './use-idle.ts';
import styles from './staff.module.css';

/** The staff's screen must not stay open for the next customer. */
const STAFF: IdleLimits = { patience: 60_000, warning: 0 };

/** Behind a long press and a PIN. */
export function StaffScreen(props: StaffMenuProps) {
  const { kiosk, onClose, onEnrol } = props;
  const [open, setOpen] = useState(false);
  useIdle(STAFF, onClose);
  return (
    <div className={styles.staff} role="dialog" aria-modal="true" aria-label={kiosk.info.name}>
      {open ? (
        <StaffMenu {...props} />
      ) : (
        <PinPad mark={kiosk.pin} onOpen={() => setOpen(true)} onClose={onClose} onEnrol={onEnrol} />
      )}
    </div>
  );
}
