import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import type { PinMark } from './pin.ts';
import { pinFits } from './pin.ts';
import { afterWrong, noTries, waitOf } from './tries.ts';
import type { Tries } from './tries.ts';
import styles from './staff.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
const LONGEST = 8;
/** Kept over a reload, or a reload would be as good as a wait. */
const STORED = 'redress.kiosk.tries';

const storedTries = (): Tries => {
  const stored = localStorage.getItem(STORED);
  return stored === null ? noTries : (JSON.parse(stored) as Tries);
};

export interface PinPadProps {
  readonly mark: PinMark;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** the PIN is forgotten: a new code makes a new one */
  readonly onEnrol: () => void;
}

export function PinPad({ mark, onOpen, onClose, onEnrol }: PinPadProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [pin, setPin] = useState('');
  const [tries, setTries] = useState(storedTries);
  const [now, setNow] = useState(Date.now);
  const [wrong, setWrong] = useState(false);
  const wait = Math.ceil(waitOf(tries, now) / 1000);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const add = (digit: string): void => {
    setWrong(false);
    setPin((typed) => (typed + digit).slice(0, LONGEST));
  };
  const remember = (next: Tries): void => {
    localStorage.setItem(STORED, JSON.stringify(next));
    setTries(next);
    setNow(Date.now());
  };
  const enter = async (): Promise<void> => {
    const fits = await pinFits(pin, mark);
    setPin('');
    setWrong(!fits);
    remember(fits ? noTries : afterWrong(tries, Date.now()));
    if (fits) onOpen();
  };
  return (
    <div className={styles.pad}>
      <h1>{t('kiosk:staff.pin')}</h1>
      <output className={styles.typed} aria-label={t('kiosk:staff.typed', { count: pin.length })}>
        {'•'.repeat(pin.length)}
      </output>
      <p role="alert" className={styles.wrong}>
        {wait > 0 ? t('kiosk:staff.wait', { count: wait }) : wrong && t('kiosk:staff.wrong')}
      </p>
      <div className={styles.keys}>
        {DIGITS.map((digit) => (
          <button key={digit} type="button" disabled={wait > 0} onClick={() => add(digit)}>
            {formats.number(Number(digit))}
          </button>
        ))}
      </div>
      <div className="row">
        <Button disabled={pin.length < 4 || wait > 0} onClick={() => void enter()}>
          {t('kiosk:staff.enter')}
        </Button>
        <Button kind="quiet" onClick={() => setPin('')} disabled={pin === ''}>
          {t('kiosk:staff.clear')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('kiosk:staff.backToSurvey')}
        </Button>
      </div>
      <Button kind="plain" onClick={onEnrol}>
        {t('kiosk:staff.forgotten')}
      </Button>
    </div>
  );
}
