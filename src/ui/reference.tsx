import styles from './reference.module.css';

/** A complaint's reference: Latin letters and digits, left to right in every language. */
export function Reference({ code }: { readonly code: string }) {
  return (
    <span className={styles.reference} dir="ltr" translate="no">
      {code}
    </span>
  );
}
