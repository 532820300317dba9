import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { lookOf } from './button-look.ts';
import type { Look } from './button-look.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './button.module.css';

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
