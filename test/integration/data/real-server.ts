/** A real server with everything that a device talks to, and people who sign in to it from devices of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { buildApp } from '../../../server/app.ts';
import { createAccount } from '../../../server/auth/accounts.ts';
import { openAuth } from '../../../server/auth/auth.ts';
import { openCases } from '../../../server/cases/cases.ts';
import { readConfig } from '../../../server/config.ts';
import type { Context } from '../../../server/context.ts';
import type { KioskCode, KioskInfo, SessionInfo } from '../../../server/contract/session.ts';
import { seedOrganisation } from '../../../server/ops/seed.ts';
import type { Limits } from '../../../server/pressure.ts';
import { accountRoutes } from '../../../server/routes.ts';
import { openSync } from '../../../server/sync/sync.ts';
import type { AccountRole } from '../../../src/domain/actor.ts';
import type { BranchId, RegionId, Uuid } from '../../../src/domain/ids.ts';
import type { DataApi, Profile } from '../../../src/data/api.ts';
import { KIOSK_ACCOUNT } from '../../../src/data/author.ts';
import { createData } from '../../../src/data/data-api.ts';
import { createKioskData } from '../../../src/data/kiosk-data.ts';
import type { PersonSurroundings, Surroundings } from '../../../src/data/ports.ts';
import { Browser } from '../server/browser.ts';
import { PASSWORD, openHome } from '../server/harness.ts';
import type { Home } from '../server/harness.ts';
import { nodeDevice } from './node-device.ts';

export interface RealServer {
  readonly context: Context;
  readonly origin: string;
  readonly admin: Browser;
  account(login: string, as: Reach): Promise<string>;
  /** A kiosk of that branch, enrolled by its one-time code. */
  kiosk(branch: string, surveys: readonly string[], over?: Partial<Surroundings>): Promise<Phone>;
  /** Another person, who signs in on a device of their own. @param over what of the device is another */
  phone(login: string, as: Reach, over?: Partial<Surroundings>): Promise<Phone>;
  /** Stops it, and leaves the phones as they are. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

const region = (name: string) => ({
  name: { default: name },
  calendar: {
    timeZone: 'Asia/Tbilisi',
    workdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '18:00' },
    holidays: [],
  },
});
const branch = (inRegion: string, name: string) => ({
  region: inRegion,
  name: { default: name },
  closed: false,
});
const places = [
  ['/api/admin/regions/N', region('North')],
  ['/api/admin/regions/S', region('South')],
  ['/api/admin/branches/N1', branch('N', 'N1')],
  ['/api/admin/branches/N2', branch('N', 'N2')],
  ['/api/admin/branches/S1', branch('S', 'S1')],
] as const;

export interface Reach {
  readonly role: AccountRole;
  readonly branches?: readonly string[];
  readonly regions?: readonly string[];
}
export interface Phone {
  readonly data: DataApi;
  readonly profile: Profile;
  readonly browser: Browser;
  readonly account: string;
  readonly dir: string;
  /** what its browser does with a request: cookies, and which page it comes from */
  readonly fetch: typeof fetch;
  /** Ends the app and starts it again on the same disk. */
  restart(over?: Partial<Surroundings>): Promise<DataApi>;
}

function fetchOf(browser: Browser, origin: string): typeof fetch {
  return (input, init) => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init?.headers as Record<string, string>), cookie, origin };
    return fetch(input, { ...init, headers });
  };
}

export interface RealServerOptions {
  /** a built app to be served */
  readonly clientDir?: string;
  /** stores with an organisation that is there already */
  readonly home?: Home;
  readonly port?: number;
  /** how much it does at a time; may change while it runs */
  readonly limits?: Limits;
}

export async function startRealServer({
  clientDir,
  home: given,
  port = 0,
  limits,
}: RealServerOptions = {}): Promise<RealServer> {
  const home = given ?? (await openHome());
  const read = readConfig(['--port', '0', '--data', home.dataDir], {});
  if (!read.ok) throw new Error(read.problems.join(' '));
  const config = { ...read.config, ...(clientDir === undefined ? {} : { clientDir }) };
  const log = pino({ level: 'silent' });
  const effects = { stores: home.stores, now: () => Date.now(), uuid: () => uuidv7() as Uuid, log };
  await seedOrganisation(effects, { name: 'Test', currency: 'EUR', demo: false });
  const auth = await openAuth(effects);
  const context: Context = { ...effects, config, identities: auth.identities, audit: auth.audit };
  const cases = await openCases(context);
  const sync = await openSync(context, cases, () => () => undefined);
  const seeding = { organisation: async () => undefined, demonstration: async () => undefined };
  const app = await buildApp(
    context,
    [
      accountRoutes(context, auth, seeding),
      (scope) => {
        sync.register(scope);
      },
    ],
    limits === undefined ? {} : { limits },
  );
  await app.listen({ host: '127.0.0.1', port });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const phones: { data: DataApi; dir: string }[] = [];

  const account = async (login: string, { role, branches = [], regions = [] }: Reach): Promise<string> => {
    const created = await createAccount(context, {
      login,
      name: login,
      role,
      branches: branches as BranchId[],
      regions: regions as RegionId[],
      remedyLimit: 5000,
      password: PASSWORD,
      temporary: false,
    });
    if (!created.ok) throw new Error(created.code);
    return created.value._id;
  };
  const device = async (
    id: string,
    browser: Browser,
    create: (around: PersonSurroundings) => DataApi,
    over: Partial<Surroundings>,
    enrol: (publicKey: JsonWebKey) => Promise<Profile>,
  ): Promise<Phone> => {
    const dir = await mkdtemp(join(tmpdir(), 'redress-phone-'));
    const own = fetchOf(browser, origin);
    const start = (more: Partial<Surroundings>): DataApi =>
      create(nodeDevice(dir, { fetch: own, baseUrl: origin, ...more }));
    const mine = { data: start(over), dir };
    phones.push(mine);
    const profile = await enrol(await mine.data.publicKey(id));
    const open = async (): Promise<void> => {
      const opened = await mine.data.open(profile);
      if (!opened.ok) throw new Error(opened.code);
    };
    await open();
    return {
      get data() {
        return mine.data;
      },
      profile,
      browser,
      account: id,
      dir,
      fetch: own,
      async restart(more = over) {
        await mine.data.close();
        mine.data = start(more);
        await open();
        return mine.data;
      },
    };
  };

  const found = (await home.stores.registry.get('branch:N1')) !== null;
  if (!found) await account('admin', { role: 'admin' });
  const admin = new Browser(origin);
  await admin.signIn('admin', PASSWORD);
  for (const [path, place] of found ? [] : places) {
    const { status, body } = await admin.put(path, place);
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  const stop = async (): Promise<void> => {
    // `fetch` keeps connections that it has never used; a server that stops waits for them.
    const closing = app.close();
    app.server.closeAllConnections();
    await closing;
    await sync.close();
    await cases.close();
    await auth.close();
    await home.close();
  };

  return {
    context,
    origin,
    admin,
    account,
    async phone(login, as, over = {}) {
      const id = await account(login, as);
      const browser = new Browser(origin);
      await browser.signIn(login, PASSWORD);
      return await device(id, browser, createData, over, async (publicKey) => {
        const enrolled = await browser.post('/api/devices', { publicKey, label: login });
        if (enrolled.status !== 200) throw new Error(JSON.stringify(enrolled.body));
        return { kind: 'person', ...((await browser.get('/api/session')).body as SessionInfo) };
      });
    },
    async kiosk(inBranch, surveys, over = {}) {
      const made = await admin.post('/api/admin/kiosks', { name: 'Exit', branch: inBranch, surveys });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      const { code } = made.body as KioskCode;
      const browser = new Browser(origin);
      return await device(KIOSK_ACCOUNT, browser, createKioskData, over, async (publicKey) => {
        const enrolled = await browser.post('/api/kiosk', { code, publicKey });
        if (enrolled.status >= 300) throw new Error(JSON.stringify(enrolled.body));
        return { kind: 'kiosk', ...((await browser.get('/api/kiosk')).body as KioskInfo) };
      });
    },
    stop,
    async close() {
      for (const { data, dir } of phones) {
        await data.close();
        // What a closed store still destroys in the background may make a file meanwhile.
        await rm(dir, { recursive: true, force: true, maxRetries: 10 });
      }
      await stop();
    },
  };
}
