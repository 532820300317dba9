import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/use-language.ts';
import type { Sentence } from './headline.ts';
import type { Names } from './names.ts';
import styles from './overview.module.css';

/** @returns a whole sentence for each */
function useSentence(names: Names): (sentence: Sentence) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (sentence) => {
    switch (sentence.kind) {
      case 'complaintsOnly':
        return t('reports:headline.complaintsOnly', { count: sentence.now });
      case 'complaintsRose':
      case 'complaintsFell':
        return t(`reports:headline.${sentence.kind}`, { before: sentence.before, now: sentence.now });
      case 'satisfactionOnly':
        return t('reports:headline.satisfactionOnly', { now: formats.percent(sentence.now) });
      case 'satisfactionRose':
      case 'satisfactionFell':
      case 'satisfactionUnsure':
        return t(`reports:headline.${sentence.kind}`, {
          before: formats.percent(sentence.before, 1),
          now: formats.percent(sentence.now, 1),
        });
      case 'branchesBelow':
        return t('reports:headline.branchesBelow', {
          count: sentence.branches.length,
          branches: formats.list(sentence.branches.map(names.branch)),
        });
      default:
        return t(`reports:headline.${sentence.kind}`);
    }
  };
}

/** What changed, in whole sentences, each on a line of its own. */
export function Headline({
  sentences,
  names,
}: {
  readonly sentences: readonly Sentence[];
  readonly names: Names;
}) {
  const say = useSentence(names);
  return sentences.map((sentence) => (
    <span key={sentence.kind} className={styles.sentence}>
      {say(sentence)}
    </span>
  ));
}
