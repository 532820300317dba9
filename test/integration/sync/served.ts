/** A whole server over HTTP with an organisation, and people and kiosks that talk to it as devices do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import pino from 'pino';
import type { AccountRole } from '../../../src/domain/actor.ts';
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts';
import { deviceKeys } from '../../../src/domain/seal-webcrypto.ts';
import { readConfig } from '../../../server/config.ts';
import type {
  EnrolledDevice,
  KioskCode,
  KioskInfo,
  NewPassword,
  SessionInfo,
} from '../../../server/contract/session.ts';
import type { PullLine, PulledDoc, PushVerdict } from '../../../server/contract/sync.ts';
import { startServer } from '../../../server/start.ts';
import { couchdbUrl, dropDatabases } from '../store/couch.ts';
import { TestDevice } from './world.ts';

const ADMIN = { login: 'admin', password: 'correct horse battery staple' };

export interface Pulled {
  readonly docs: PulledDoc[];
  readonly forget: string[];
  readonly checkpoints: string[];
  readonly rotate: boolean;
  readonly offerAgain: boolean;
  readonly bytes: number;
}

/** One session against the server. */
export class Client {
  #origin: string;
  readonly token: string;
  readonly device: TestDevice;

  constructor(origin: string, token: string, device: TestDevice) {
    this.#origin = origin;
    this.token = token;
    this.device = device;
  }

  /** The server listens elsewhere since its restart. */
  moved(origin: string): void {
    this.#origin = origin;
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return ask(this.#origin, this.token, path, init);
  }

  async push(docs: readonly unknown[], waiting = 0): Promise<PushVerdict[]> {
    const response = await this.ask('/sync/redress_data/_bulk_docs', {
      method: 'POST',
      body: JSON.stringify({ docs }),
      headers: { 'redress-waiting': String(waiting) },
    });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as PushVerdict[];
  }

  /** @param until stop reading after so many checkpoints, as a cut connection would */
  async pull(since?: string, until = Number.POSITIVE_INFINITY): Promise<Pulled> {
    const response = await this.ask(
      `/sync/pull${since === undefined ? '' : `?since=${encodeURIComponent(since)}`}`,
    );
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const text = await response.text();
    const pulled = {
      docs: [] as PulledDoc[],
      forget: [] as string[],
      checkpoints: [] as string[],
      rotate: false,
      offerAgain: false,
    };
    for (const line of text.split('\n').filter((one) => one !== '')) {
      const said = JSON.parse(line) as PullLine;
      if ('doc' in said) pulled.docs.push(said.doc);
      else if ('forget' in said) pulled.forget.push(said.forget);
      else {
        pulled.checkpoints.push(said.checkpoint);
        pulled.rotate ||= said.rotate === true;
        pulled.offerAgain ||= said.offerAgain === true;
        if (pulled.checkpoints.length === until) break;
      }
    }
    return { ...pulled, bytes: text.length };
  }
}

async function ask(origin: string, token: string | null, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (init.body !== undefined && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  headers.set('origin', origin);
  return fetch(`${origin}${path}`, { ...init, headers });
}

const tokenIn = (response: Response): string =>
  /__Host-redress(?:-kiosk)?=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';

export interface Served {
  readonly origin: string;
  /** What another server needs to be one of the same CouchDB; none of that with the embedded engine. */
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly admin: (path: string, init?: RequestInit) => Promise<Response>;
  person(
    role: AccountRole,
    where: { branches?: string[]; regions?: string[] },
  ): Promise<Client & { account: string; info: SessionInfo }>;
  kiosk(branch: string, surveys?: string[]): Promise<Client & { info: KioskInfo; key: CryptoKey }>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** @param couch how the server reaches its CouchDB; undefined: embedded */
export async function serve(couch = couchdbUrl): Promise<Served> {
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-served-'));
  const prefix = `test_${randomBytes(6).toString('hex')}`;
  const env = {
    REDRESS_LOG: 'silent',
    ...(couch !== undefined && { COUCHDB_URL: couch, COUCHDB_PREFIX: prefix }),
  };
  const open = () => {
    const read = readConfig(['--port', '0', '--data', dataDir], env);
    if (!read.ok) throw new Error(read.problems.join(' '));
    return startServer(read.config, pino({ level: 'silent' }));
  };
  let running = await open();
  let origin = running.address;
  const set = await ask(origin, null, '/api/setup', {
    method: 'POST',
    body: JSON.stringify({
      token: running.setupLink?.split('token=')[1],
      organisation: 'Test',
      name: 'Admin',
      demo: false,
      ...ADMIN,
    }),
  });
  if (!set.ok) throw new Error(`setup: ${set.status} ${await set.text()}`);
  const signIn = async (login: string, password: string): Promise<{ token: string; info: SessionInfo }> => {
    const response = await ask(origin, null, '/api/session', {
      method: 'POST',
      body: JSON.stringify({ login, password }),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    return { token: tokenIn(response), info: (await response.json()) as SessionInfo };
  };
  const { token: adminToken } = await signIn(ADMIN.login, ADMIN.password);
  const admin = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await ask(origin, adminToken, path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const put = (path: string, body: unknown) => admin(path, { method: 'PUT', body: JSON.stringify(body) });
  const post = (path: string, body: unknown) => admin(path, { method: 'POST', body: JSON.stringify(body) });
  const calendar = {
    timeZone: 'Europe/Istanbul',
    workdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '17:00' },
    holidays: [],
  };
  for (const region of ['north', 'south'])
    await put(`/api/admin/regions/${region}`, { name: { default: region }, calendar });
  for (const [branch, region] of [
    ['n1', 'north'],
    ['n2', 'north'],
    ['s1', 'south'],
  ]) {
    await put(`/api/admin/branches/${branch}`, { region, name: { default: branch }, closed: false });
  }
  return {
    get origin() {
      return origin;
    },
    env,
    dataDir,
    admin,
    async person(role, { branches = [], regions = [] }) {
      const login = randomBytes(6).toString('hex');
      const input = { login, name: `A ${role}`, role, branches, regions, remedyLimit: null };
      const { id, password } = (await (await post('/api/admin/people', input)).json()) as NewPassword;
      const { token, info } = await signIn(login, password);
      const keys = await deviceKeys(globalThis.crypto.subtle);
      const enrolled = await ask(origin, token, '/api/devices', {
        method: 'POST',
        body: JSON.stringify({ publicKey: keys.publicKey, label: 'test' }),
      });
      if (!enrolled.ok) throw new Error(`enrol: ${enrolled.status} ${await enrolled.text()}`);
      const { device } = (await enrolled.json()) as EnrolledDevice;
      const client = new Client(
        origin,
        token,
        new TestDevice(device as DeviceId, info.person as PersonId, keys.privateKey),
      );
      return Object.assign(client, { account: id, info });
    },
    async kiosk(branch, surveys = ['survey:satisfaction:1']) {
      const { code } = (await (
        await post('/api/admin/kiosks', { name: 'Kiosk', branch, surveys })
      ).json()) as KioskCode;
      const keys = await deviceKeys(globalThis.crypto.subtle);
      const response = await ask(origin, null, '/api/kiosk', {
        method: 'POST',
        body: JSON.stringify({ code, publicKey: keys.publicKey }),
      });
      if (!response.ok) throw new Error(`kiosk: ${response.status} ${await response.text()}`);
      const info = (await response.json()) as KioskInfo;
      const device = new TestDevice(info.device as DeviceId, null as never, keys.privateKey);
      return Object.assign(new Client(origin, tokenIn(response), device), { info, key: keys.privateKey });
    },
    stop: () => running.close(),
    async start() {
      running = await open();
      origin = running.address;
    },
    async close() {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
      if (couchdbUrl !== undefined) await dropDatabases(couchdbUrl, `${prefix}_`);
    },
  };
}
