import { useEffect, useEffectEvent, useState } from 'react';

const SIGNS = ['pointerdown', 'keydown', 'input', 'scroll'] as const;
const LOOK = 250;

export interface IdleLimits {
  /** milliseconds without a sign of anybody until the warning */
  readonly patience: number;
  /** milliseconds of warning until `onGone` */
  readonly warning: number;
}

/**
 * Whether somebody is still there. By the clock and not by one long timer, for timers stand still while a tablet sleeps.
 * @returns seconds left once the warning shows; null before
 */
export function useIdle({ patience, warning }: IdleLimits, onGone: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    let seen = Date.now();
    let over = false;
    const look = (): void => {
      const idle = Date.now() - seen - patience;
      if (idle >= warning && !over) {
        over = true;
        gone();
      }
      setLeft(idle < 0 ? null : Math.max(0, Math.ceil((warning - idle) / 1000)));
    };
    const sign = (): void => {
      if (over) return;
      seen = Date.now();
      look();
    };
    for (const name of SIGNS) document.addEventListener(name, sign, { capture: true, passive: true });
    const timer = setInterval(look, LOOK);
    return () => {
      clearInterval(timer);
      for (const name of SIGNS) document.removeEventListener(name, sign, { capture: true });
    };
  }, [patience, warning]);
  return left;
}
