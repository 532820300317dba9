/** What is done by saying it: a note, what was found, why it is open again. */
import { useTranslation } from 'react-i18next';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

export function NoteSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  return (
    <ActSheet
      act="note"
      title={t('complaints:act.note')}
      view={view}
      onClose={onClose}
      text={{
        label: t('complaints:note.text'),
        help: t('complaints:note.help'),
        missing: t('complaints:note.missing'),
        first: true,
      }}
      make={(body) => ({ events: [{ kind: 'note', data: {}, ...body }] })}
    />
  );
}

export function InvestigateSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  return (
    <ActSheet
      act="investigate"
      title={t('complaints:act.investigate')}
      view={view}
      onClose={onClose}
      text={{
        label: t('complaints:investigate.text'),
        help: t('complaints:investigate.help'),
        missing: t('complaints:investigate.missing'),
        first: true,
      }}
      make={(body) => ({ events: [{ kind: 'investigated', data: {}, ...body }] })}
    />
  );
}

export function ReopenSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  return (
    <ActSheet
      act="reopen"
      title={t('complaints:act.reopen')}
      view={view}
      onClose={onClose}
      text={{
        label: t('complaints:reopen.text'),
        missing: t('complaints:reopen.missing'),
        first: true,
      }}
      make={(body) => ({ events: [{ kind: 'reopened', data: {}, ...body }] })}
    />
  );
}
