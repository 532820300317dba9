import { classNames } from './class-names.ts';
import { ICON_PATHS, MIRRORED, type IconName } from './icon-paths.ts';
import styles from './icon.module.css';

export interface IconProps {
  readonly name: IconName;
  readonly size?: 'small' | 'medium' | 'large';
}

/** A drawing beside a text that says the same; hidden from screen readers for that reason. */
export function Icon({ name, size = 'medium' }: IconProps) {
  const look = classNames(
    styles.icon,
    size === 'small' && styles.small,
    size === 'large' && styles.large,
    MIRRORED.has(name) && styles.mirrored,
  );
  return (
    <svg className={look} viewBox="0 0 18 18" aria-hidden="true">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
