import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../../data/context.ts';
import { may } from '../../../domain/permissions.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Select } from '../../../ui/select.tsx';
import { useActor } from '../use-actor.ts';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

const NOBODY = '-';

/** To whoever may handle it, oneself first. */
export function AssignSheet({ view, names, onClose }: SheetProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const actor = useActor();
  const me = useProfile().person;
  const { complaint } = view;
  const before = complaint.assignee;
  const [to, setTo] = useState(before === null && me !== before ? me : '');
  const id = 'assign-to';
  const { compare } = new Intl.Collator(intl);
  const people = (names.registry?.people ?? [])
    .filter((person) => !person.left && person.person !== before)
    .filter((assignee) => may(actor, 'complaint.assign', { complaint, assignee }))
    .map(({ person, name }) => ({
      value: person as string,
      label: person === me ? t('complaints:assign.me') : name,
    }))
    .toSorted((a, b) => Number(b.value === me) - Number(a.value === me) || compare(a.label, b.label));
  return (
    <ActSheet
      act="assign"
      title={t('complaints:act.assign')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:assign.text') }}
      make={(body) =>
        to === ''
          ? { errors: [{ id, message: t('complaints:assign.missing') }] }
          : {
              events: [{ kind: 'assigned', data: { to: to === NOBODY ? null : to }, ...body }],
            }
      }
      undo={() => ({ kind: 'assigned', data: { to: before } })}
    >
      {(errorOf) => (
        <Select
          id={id}
          label={t('complaints:assign.to')}
          error={errorOf(id)}
          value={to}
          onChange={setTo}
          placeholder={t('complaints:assign.choose')}
          options={[
            ...people,
            ...(before === null ? [] : [{ value: NOBODY, label: t('complaints:contested.nobody') }]),
          ]}
        />
      )}
    </ActSheet>
  );
}
