import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../data/api.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { Chip } from '../../../ui/chip.tsx';
import { MetaList } from '../../../ui/meta-list.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { stepsDone, useStepLabels } from '../step-labels.ts';
import type { Names } from '../use-names.ts';

export interface CaseHeaderProps {
  readonly view: CaseView;
  readonly names: Names;
}

const TONES = { critical: 'bad', serious: 'warn', moderate: 'plain', minor: 'plain' } as const;

/** Under the heading: what it is about, how serious, what is wanted, and along which step it is. */
export function CaseHeader({ view: { complaint }, names }: CaseHeaderProps) {
  const { t } = useTranslation();
  const formats = useFormats(names.zoneOf(complaint.branch));
  const labels = useStepLabels();
  const { category, severity, safety, wanted, branch, channel, happened, step, reopened } = complaint;
  return (
    <>
      <div className="row">
        {category.length > 0 && <Chip>{names.category(category).slice(-2).join(' › ')}</Chip>}
        {severity !== null && <Chip tone={TONES[severity]}>{t(`codes:severity.${severity}`)}</Chip>}
        {safety && (
          <Chip tone="bad" icon="alert">
            {t('complaints:marks.safety')}
          </Chip>
        )}
        {reopened > 0 && <Chip tone="warn">{t('codes:event.reopened')}</Chip>}
      </div>
      <MetaList
        items={[
          wanted.length > 0 &&
            t('complaints:case.wants', {
              remedies: formats.list(wanted.map((kind) => t(`codes:remedy.${kind}`))),
            }),
          names.branch(branch),
          t(`codes:channel.${channel}`),
          happened !== null && t('complaints:case.happened', { date: formats.date(happened) }),
        ]}
      />
      <Steps labels={labels} done={stepsDone(step)} />
    </>
  );
}
