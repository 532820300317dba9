import { classNames } from './class-names.ts';
import type { IconName } from './icon-paths.ts';
import styles from './button.module.css';

/** `primary` once a screen; `danger` only for what can't be undone. */
export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger';

/** What buttons and links that look like them have in common. */
export interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly small?: boolean;
  readonly wide?: boolean;
}

/** @returns its class names */
export function lookOf({ kind = 'primary', small = false, wide = false }: Look): string {
  return classNames(
    styles.button,
    kind !== 'primary' && styles[kind],
    small && styles.small,
    wide && styles.wide,
  );
}
