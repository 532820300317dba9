/** A real server on a free port with a real store: embedded in a directory of its own, or CouchDB where there is one. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { buildApp } from '../../../server/app.ts';
import { createAccount } from '../../../server/auth/accounts.ts';
import type { NewAccount } from '../../../server/auth/accounts.ts';
import { openAuth } from '../../../server/auth/auth.ts';
import type { Auth } from '../../../server/auth/auth.ts';
import type { Seeding } from '../../../server/auth/setup-routes.ts';
import { readConfig } from '../../../server/config.ts';
import type { Context } from '../../../server/context.ts';
import { seedOrganisation } from '../../../server/ops/seed.ts';
import { accountRoutes } from '../../../server/routes.ts';
import { openStores } from '../../../server/store/open.ts';
import type { Stores } from '../../../server/store/store.ts';
import type { Uuid } from '../../../src/domain/ids.ts';
import { couchdbUrl, dropDatabases } from '../store/couch.ts';

export const PASSWORD = 'correct horse battery';

export interface TestServer {
  readonly context: Context;
  readonly auth: Auth;
  readonly seeding: Seeding;
  readonly app: FastifyInstance;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Moves the server's clock on. */
  pass(ms: number): void;
  readonly logged: () => string;
  account(over: Partial<NewAccount>): Promise<string>;
  close(): Promise<void>;
}
export interface Home {
  readonly stores: Stores;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** @param onCouch a database on CouchDB that two servers can open */
export async function openHome(prefix = `t${randomBytes(6).toString('hex')}_`): Promise<Home> {
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-server-'));
  const stores = await openStores({ dataDir, couchdbUrl, prefix });
  return {
    stores,
    dataDir,
    async close() {
      await stores.close();
      await rm(dataDir, { recursive: true, force: true });
      if (couchdbUrl !== undefined) await dropDatabases(couchdbUrl, prefix);
    },
  };
}

export async function startTestServer(
  home: Home,
  { argv = [], env = {} }: { argv?: string[]; env?: Record<string, string> } = {},
): Promise<TestServer> {
  const read = readConfig(['--port', '0', '--data', home.dataDir, ...argv], { ...env, REDRESS_LOG: 'debug' });
  if (!read.ok) throw new Error(read.problems.join(' '));
  let ahead = 0;
  let log = '';
  const logger = pino({ level: 'debug' }, { write: (line: string) => void (log += line) });
  const effects = {
    stores: home.stores,
    now: () => Date.now() + ahead,
    uuid: () => uuidv7() as Uuid,
    log: logger,
  };
  const auth = await openAuth(effects);
  const { identities, audit } = auth;
  const context: Context = { ...effects, config: read.config, identities, audit };
  const seeding = {
    organisation: (name: string, demo: boolean) => seedOrganisation(context, { name, currency: 'EUR', demo }),
    demonstration: async () => undefined,
  };
  const app = await buildApp(context, [accountRoutes(context, auth, seeding)]);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    context,
    auth,
    seeding,
    app,
    origin: `http://127.0.0.1:${port}`,
    pass: (ms) => void (ahead += ms),
    logged: () => log,
    async account(over) {
      const created = await createAccount(context, {
        login: 'ana',
        name: 'Ana',
        role: 'admin',
        branches: [],
        regions: [],
        remedyLimit: null,
        password: PASSWORD,
        temporary: false,
        ...over,
      });
      if (!created.ok) throw new Error(created.code);
      return created.value._id;
    },
    async close() {
      await app.close();
      await auth.close();
    },
  };
}
