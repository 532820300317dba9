import type { ComponentProps } from 'react';
import { lookOf } from './button-look.ts';
import type { Look } from './button-look.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './button.module.css';

export type ButtonProps = Look & Omit<ComponentProps<'button'>, 'className'>;

export function Button({ kind, icon, small, wide, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={lookOf({ ...(kind && { kind }), ...(small && { small }), ...(wide && { wide }) })}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<
  ComponentProps<'button'>,
  'className' | 'children' | 'aria-label'
> {
  readonly icon: IconName;
  /** what it does, for who doesn't see the drawing */
  readonly label: string;
  /** without a ground of its own, for headers */
  readonly bare?: boolean;
}

export function IconButton({ icon, label, bare = false, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classNames(styles.button, styles.round, bare && styles.bare)}
    >
      <Icon name={icon} />
    </button>
  );
}
