import styles from './face.module.css';

/** From very dissatisfied to very satisfied. */
export type Mood = 1 | 2 | 3 | 4 | 5;

const MOUTHS: Readonly<Record<Mood, string>> = {
  1: 'M16 46c6-10 22-10 28 0',
  2: 'M18 43c6-5 18-5 24 0',
  3: 'M18 41h24',
  4: 'M18 38c6 6 18 6 24 0',
  5: 'M15 36c6 13 24 13 30 0',
};

/** Always with words under it: a face alone isn't read alike everywhere. */
export function Face({ mood }: { readonly mood: Mood }) {
  return (
    <svg className={styles.face} viewBox="0 0 60 60" aria-hidden="true">
      <path d={`M18 24h.1M42 24h.1${MOUTHS[mood]}`} />
    </svg>
  );
}
