import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outcomes } from '../../../domain/codes.ts';
import type { Channel, Outcome, RemedyKind } from '../../../domain/codes.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { RemediesField } from '../remedies-field.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';
import { ChannelField } from './channel-field.tsx';

/** ISO 10002, 7.8: the decision, as soon as it is made. */
export function DecideSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const { remedies: known } = view.complaint;
  const [outcome, setOutcome] = useState<Outcome>();
  const [remedies, setRemedies] = useState<readonly RemedyKind[]>([
    ...new Set(known.map(({ kind }) => kind)),
  ]);
  const [channel, setChannel] = useState<Channel>();
  const id = 'decide-outcome';
  return (
    <ActSheet
      act="decide"
      title={t('complaints:act.decide')}
      view={view}
      onClose={onClose}
      text={{
        label: t('complaints:decide.text'),
        help: t('complaints:decide.help'),
        missing: t('complaints:decide.missing'),
      }}
      make={(body) =>
        outcome === undefined
          ? { errors: [{ id, message: t('complaints:decide.choose') }] }
          : {
              events: [
                {
                  kind: 'decisionCommunicated',
                  data: { outcome, remedies: [...remedies], ...(channel !== undefined && { channel }) },
                  ...body,
                },
              ],
            }
      }
    >
      {(errorOf) => (
        <>
          <ChoiceChips
            id={id}
            label={t('complaints:decide.outcome')}
            error={errorOf(id)}
            value={outcome}
            onChange={setOutcome}
            options={outcomes.map((value) => ({ value, label: t(`codes:outcome.${value}`) }))}
          />
          <RemediesField
            id="decide-remedies"
            label={t('complaints:decide.remedies')}
            values={remedies}
            onChange={setRemedies}
          />
          <ChannelField id="decide-channel" value={channel} onChange={setChannel} />
        </>
      )}
    </ActSheet>
  );
}
