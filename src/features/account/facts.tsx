import type { ReactNode } from 'react';
import styles from './account.module.css';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** What is known of something, name by name. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
