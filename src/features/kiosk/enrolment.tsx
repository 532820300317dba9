import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../data/client.ts';
import { BarePage } from '../../ui/bare-page.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Frame } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LanguageSelect } from '../../ui/preferences.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { enrol } from './enrol.ts';
import type { EnrolProblem } from './enrol.ts';
import type { KeptKiosk } from './kept-kiosk.ts';
import { PIN } from './pin.ts';

export interface EnrolmentProps {
  readonly data: DataClient;
  /** from the QR code's address; empty: to be typed */
  readonly code: string;
  readonly onDone: (kiosk: KeptKiosk) => void;
  /** back to the kiosk that this browser is already */
  readonly onCancel?: (() => void) | undefined;
}

/** A browser becomes a kiosk: the code from the administrator, and a PIN for the staff here. */
export function Enrolment({ data, code: given, onDone, onCancel }: EnrolmentProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState(given);
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<EnrolProblem | null>(null);
  const texts: Readonly<Record<EnrolProblem, string>> = {
    offline: t('kiosk:enrol.problem.offline'),
    'kiosk.code': t('kiosk:enrol.problem.code'),
    'session.personProfile': t('kiosk:enrol.problem.person'),
    'session.locked': t('kiosk:enrol.problem.locked'),
    'device.otherAccount': t('kiosk:enrol.problem.otherKiosk'),
    other: t('kiosk:enrol.problem.other'),
  };
  const codeError = code.trim() === '' ? t('kiosk:enrol.codeMissing') : undefined;
  const pinError = PIN.test(pin) ? undefined : t('kiosk:enrol.pinForm');
  const errors = [
    ...(codeError === undefined ? [] : [{ id: 'code', message: codeError }]),
    ...(pinError === undefined ? [] : [{ id: 'pin', message: pinError }]),
  ];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setProblem(null);
    if (errors.length > 0 || working) return;
    setWorking(true);
    const done = await enrol(data, code, pin);
    setWorking(false);
    if (done.ok) onDone(done.kiosk);
    else setProblem(done.problem);
  };
  return (
    <Frame>
      <BarePage
        focused
        title={t('kiosk:enrol.title')}
        aside={<LanguageSelect compact />}
        {...(onCancel && { onLeave: onCancel })}
        bottom={
          <Button type="submit" form="enrol" disabled={working}>
            {working ? t('kiosk:enrol.working') : t('kiosk:enrol.submit')}
          </Button>
        }
      >
        <p>{t('kiosk:enrol.intro')}</p>
        {problem !== null && (
          <Notice live tone="bad" title={texts[problem]}>
            {t('kiosk:enrol.kept')}
          </Notice>
        )}
        {tried && <ErrorSummary errors={errors} />}
        <form id="enrol" className="stack" noValidate onSubmit={(event) => void submit(event)}>
          <TextField
            id="code"
            label={t('kiosk:enrol.code')}
            help={t('kiosk:enrol.codeHelp')}
            error={tried ? codeError : undefined}
            value={code}
            onChange={setCode}
            autoComplete="off"
            autoFocus={given === ''}
            maxLength={64}
            personal
          />
          <TextField
            id="pin"
            label={t('kiosk:enrol.pin')}
            help={t('kiosk:enrol.pinHelp')}
            error={tried ? pinError : undefined}
            value={pin}
            onChange={setPin}
            inputMode="numeric"
            autoFocus={given !== ''}
            maxLength={8}
            personal
          />
        </form>
      </BarePage>
    </Frame>
  );
}
