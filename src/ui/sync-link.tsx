import { Link } from 'wouter';
import { SyncFacts, syncLook } from './sync-status.tsx';
import type { SyncStatusProps } from './sync-status.tsx';

export interface SyncLinkProps extends SyncStatusProps {
  /** where the details are */
  readonly href: string;
}

/** The state of sync, and a way to what can be done about it. */
export function SyncLink({ href, ...facts }: SyncLinkProps) {
  return (
    <Link href={href} className={syncLook(facts)}>
      <SyncFacts {...facts} />
    </Link>
  );
}
