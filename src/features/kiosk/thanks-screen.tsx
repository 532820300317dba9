import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../ui/face.tsx';
import { toTop } from './kiosk-frame.tsx';
import styles from './kiosk.module.css';

/** Milliseconds: read twice, and gone before the next one comes. */
const STAY = 6000;

/** Thanks, and nothing else: no score, no code, no next thing to do. */
export function ThanksScreen({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    toTop();
    heading.current?.focus({ preventScroll: true });
    const timer = setTimeout(() => done(), STAY);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.thanks}>
      <span className={styles.face} aria-hidden="true">
        <Face mood={5} />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {t('kiosk:thanks.title')}
      </h1>
      <p className={styles.hint}>{t('kiosk:thanks.text')}</p>
      <button type="button" className={styles.lesser} onClick={onDone}>
        {t('kiosk:thanks.again')}
      </button>
    </div>
  );
}
