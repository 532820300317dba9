import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/use-language.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FetchProblem } from './fetch-report.ts';

export interface OldFiguresProps {
  readonly problem: FetchProblem;
  /** of what is shown; null: nothing is */
  readonly asOf: number | null;
  readonly now: number;
}

/** Why there are no newer figures, and how old these are. */
export function OldFigures({ problem, asOf, now }: OldFiguresProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Notice live tone={problem === 'offline' ? 'info' : 'warn'} title={t(`reports:old.${problem}`)}>
      {asOf === null
        ? t('reports:old.nothing')
        : t('reports:old.figuresOf', { time: formats.dateTime(asOf), age: formats.relative(asOf, now) })}
    </Notice>
  );
}
