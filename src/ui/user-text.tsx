import styles from './user-text.module.css';

export interface UserTextProps {
  readonly children: string;
  /** BCP 47, when it is known: gives the right font and voice */
  readonly lang?: string | undefined;
}

/** What a person typed, in its own direction and with its line breaks, whatever the language around it. */
export function UserText({ children, lang }: UserTextProps) {
  return (
    <span dir="auto" lang={lang} className={styles.text}>
      {children}
    </span>
  );
}
