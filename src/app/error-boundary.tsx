import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** What was being shown failed: a bug of ours, or a part of the app that isn't on this device and can't be fetched. */
export function Failed({ again }: { readonly again: () => void }) {
  const { t } = useTranslation();
  const part = !navigator.onLine;
  return (
    <div role="alert">
      <EmptyState
        icon={part ? 'offline' : 'alert'}
        title={part ? t('common:failed.part') : t('common:failed.title')}
        action={
          <div className="row">
            <Button onClick={() => location.reload()}>{t('common:failed.reload')}</Button>
            <Button kind="quiet" onClick={again}>
              {t('common:actions.retry')}
            </Button>
          </div>
        }
      >
        {part ? t('common:failed.partText') : t('common:failed.text')}
      </EmptyState>
    </div>
  );
}

/** Keeps a failure to the page in which it happened. Work is on disk before it is shown, so nothing of it is lost. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (this.state.failed) return <Failed again={() => this.setState({ failed: false })} />;
    return this.props.children;
  }
}
