/** What a device talks to. */
import type { FastifyInstance } from 'fastify';
import type { Cases } from '../cases/cases.ts';
import type { Context } from '../context.ts';
import { Contacts } from './contacts.ts';
import { Feed } from './feed.ts';
import { blobRoutes } from './routes/blob.ts';
import { eventRoutes } from './routes/events.ts';
import { pullRoutes } from './routes/pull.ts';
import { pushRoutes } from './routes/push.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { sealerOf } from './secret.ts';
import { standardRoutes } from './standard/routes.ts';
import type { Sealer } from './token.ts';
import { unwatched } from './watch.ts';
import type { SyncWatch } from './watch.ts';

export interface SyncServices {
  readonly context: Context;
  readonly cases: Cases;
  readonly feed: Feed;
  readonly sealer: Sealer;
  /** Told when the read model has new figures, and of which regions. @returns stop listening */
  readonly onFigures: (listener: (regions: ReadonlySet<string>) => void) => () => void;
  readonly watch: SyncWatch;
  readonly contacts: Contacts;
}
export interface Sync {
  readonly feed: Feed;
  register(app: FastifyInstance): void;
  close(): Promise<void>;
}

export async function openSync(
  context: Context,
  cases: Cases,
  onFigures: SyncServices['onFigures'],
  watch: SyncWatch = unwatched,
): Promise<Sync> {
  const { stores, log } = context;
  const [feed, sealer] = await Promise.all([
    Feed.open(stores, (err) => log.warn({ err }, 'feed interrupted')),
    sealerOf(stores.accounts),
  ]);
  const contacts = new Contacts(cases, log);
  const services: SyncServices = { context, cases, feed, sealer, onFigures, watch, contacts };
  return {
    feed,
    register: (app) => {
      pushRoutes(app, services);
      pullRoutes(app, services);
      eventRoutes(app, services);
      blobRoutes(app, services);
      quarantineRoutes(app, services);
      standardRoutes(app, services);
    },
    async close() {
      await contacts.close();
      await feed.close();
    },
  };
}
