import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './bottom-bar.module.css';

export interface BottomBarProps {
  /** one main action and at most two lesser ones; the first button with words takes the room there is */
  readonly children: ReactNode;
  /** on a ground of its own, for forms and records; else it floats over a list */
  readonly solid?: boolean;
}

/** The main action under the thumb: stays in view while the page scrolls, above the places. */
export function BottomBar({ children, solid = false }: BottomBarProps) {
  return <div className={classNames(styles.bar, solid && styles.solid)}>{children}</div>;
}
