/** Everything about who somebody is, opened together: what the context and the routes are made of. */
import type { Context } from '../context.ts';
import { restoreAdmins } from './admins.ts';
import { Attempts } from './attempts.ts';
import type { Audit } from './audit.ts';
import { auditTrail } from './audit-trail.ts';
import { Directory } from './directory.ts';
import { StoredIdentities } from './identities.ts';
import type { Identities } from './identity.ts';
import { restorePeople } from './person.ts';
import { Sessions } from './sessions.ts';

export interface Auth {
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly attempts: Attempts;
  readonly audit: Audit;
  close(): Promise<void>;
}

const SWEEP_EVERY = 6 * 3_600_000;

/** Mends what an interrupted process left, then follows the accounts until it is closed. */
export async function openAuth({
  stores,
  now,
  uuid,
  log,
}: Pick<Context, 'stores' | 'now' | 'uuid' | 'log'>): Promise<Auth> {
  await restoreAdmins(stores.accounts);
  await restorePeople(stores);
  const directory = await Directory.open(stores, log);
  const sessions = new Sessions(stores, directory, now, log);
  await sessions.sweep();
  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sessions
      .sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'ended sessions were not swept'));
  }, SWEEP_EVERY);
  timer.unref();
  return {
    directory,
    sessions,
    identities: new StoredIdentities(directory, sessions, now),
    attempts: new Attempts(stores.accounts, now),
    audit: auditTrail({ stores, now, uuid }),
    async close() {
      clearInterval(timer);
      await Promise.all([sweeping, sessions.close()]);
      await directory.close();
    },
  };
}
