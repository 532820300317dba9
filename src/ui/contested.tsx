import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './contested.module.css';

export interface Claim {
  readonly id: string;
  readonly value: ReactNode;
  /** who and when */
  readonly meta: ReactNode;
  /** it counts until somebody settles it */
  readonly holds: boolean;
}

export interface ContestedProps {
  readonly title: string;
  readonly text: string;
  readonly claims: readonly Claim[];
  /** one tap settles it; absent: the reader may not */
  readonly onSettle?: ((id: string) => void) | undefined;
}

/** Two people answered the same question apart: both answers, and a tap to choose. */
export function Contested({ title, text, claims, onSettle }: ContestedProps) {
  const id = useId();
  return (
    <section className={styles.contest} aria-labelledby={id}>
      <div className={styles.head}>
        <Icon name="alert" />
        <h2 id={id}>{title}</h2>
      </div>
      <small>{text}</small>
      <ul className={styles.claims}>
        {claims.map(({ id: claim, value, meta, holds }) => {
          const look = classNames(styles.claim, holds && styles.holds);
          const content = (
            <>
              <b>{value}</b>
              <small>
                <bdi>{meta}</bdi>
              </small>
            </>
          );
          return (
            <li key={claim}>
              {onSettle ? (
                <button type="button" className={look} aria-pressed={holds} onClick={() => onSettle(claim)}>
                  {content}
                </button>
              ) : (
                <div className={look}>{content}</div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
