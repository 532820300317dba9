import { useTranslation } from 'react-i18next';
import { pickText } from '../../domain/survey/localized.ts';
import type { Survey } from '../../domain/survey/definition.ts';
import { languageOf } from '../../i18n/languages.ts';
import type { LanguageCode } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Face } from '../../ui/face.tsx';
import styles from './kiosk.module.css';

/** Each language by its own name: nothing has to be read before one's own is found. */
export function LanguageChoice({
  languages,
  onChoose,
}: {
  readonly languages: readonly LanguageCode[];
  readonly onChoose: (code: LanguageCode) => void;
}) {
  return (
    <ul className={styles.languages}>
      {languages.map((code) => {
        const { name, html, direction } = languageOf(code);
        return (
          <li key={code}>
            <button
              type="button"
              lang={html}
              dir={direction}
              className={styles.tile}
              onClick={() => onChoose(code)}
            >
              {name}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export interface StartScreenProps {
  readonly survey: Survey;
  readonly languages: readonly LanguageCode[];
  readonly onBegin: (code: LanguageCode) => void;
}

/** Stands there all day and waits for somebody. */
export function StartScreen({ survey, languages, onBegin }: StartScreenProps) {
  const { t } = useTranslation();
  const title = pickText(survey.title, useLanguage().code);
  const [only, ...others] = languages;
  return (
    <div className={styles.start}>
      <div className={styles.crowd} aria-hidden="true">
        {([1, 3, 5] as const).map((mood) => (
          <span key={mood}>
            <Face mood={mood} />
          </span>
        ))}
      </div>
      <h1 lang={title.language ?? undefined}>{title.text}</h1>
      {only !== undefined && others.length === 0 ? (
        <button type="button" className={styles.main1} onClick={() => onBegin(only)}>
          {t('kiosk:start.begin')}
        </button>
      ) : (
        <>
          <p className={styles.hint}>{t('kiosk:start.choose')}</p>
          <LanguageChoice languages={languages} onChoose={onBegin} />
        </>
      )}
    </div>
  );
}
