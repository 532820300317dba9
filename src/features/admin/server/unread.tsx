import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { SignInAgain } from './sign-in-again.tsx';
import type { ServerData } from './use-server-data.ts';

/** In place of what isn't there yet, or above what couldn't be read anew. */
export function Unread({ from }: { readonly from: readonly ServerData<unknown>[] }) {
  const { t } = useTranslation();
  const texts = useProblemText();
  const failed = from.filter(({ problem }) => problem !== null);
  const [first] = failed;
  if (first?.problem) {
    const stale = from.every(({ data }) => data !== null);
    return (
      <Notice
        live
        tone={stale ? 'warn' : 'bad'}
        title={texts.ofCode(first.problem)}
        action={
          <div className="row">
            <SignInAgain problem={first.problem} />
            <Button small kind="quiet" onClick={() => void Promise.all(failed.map(({ reload }) => reload()))}>
              {t('common:actions.retry')}
            </Button>
          </div>
        }
      >
        {stale ? t('admin:unread.stale') : t('admin:unread.nothing')}
      </Notice>
    );
  }
  return from.some(({ data }) => data === null) ? <Loading /> : null;
}
