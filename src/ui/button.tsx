import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './button.module.css';

/** `primary` once a screen; `danger` only for what can't be undone. */
export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly small?: boolean;
  readonly wide?: boolean;
}

function lookOf({ kind = 'primary', small = false, wide = false }: Look): string {
  return classNames(
    styles.button,
    kind !== 'primary' && styles[kind],
    small && styles.small,
    wide && styles.wide,
  );
}

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

export interface ButtonLinkProps extends Look {
  readonly href: string;
  readonly children: ReactNode;
}

/** Looks like a button, goes somewhere. */
export function ButtonLink({ href, children, ...look }: ButtonLinkProps) {
  return (
    <Link href={href} className={lookOf(look)}>
      {look.icon && <Icon name={look.icon} />}
      {children}
    </Link>
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

export function IconLink({
  icon,
  label,
  href,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
}) {
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      className={classNames(styles.button, styles.round, styles.bare)}
    >
      <Icon name={icon} />
    </Link>
  );
}
