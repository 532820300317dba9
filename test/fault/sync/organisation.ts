/** The organisation that a run is about, made and changed as its administrator does: over HTTP, past the faulty network. */
import type {
  Account,
  EnrolledDevice,
  KioskCode,
  NewPassword,
  SessionInfo,
  KioskInfo,
} from '../../../server/contract/session.ts';
import satisfaction from '../../../server/ops/surveys/satisfaction.json' with { type: 'json' };
import type { HeldDevice } from './held-device.ts';
import type { Line } from './device/wire.ts';
import type { DevicePlan, PersonPlan, Reach } from './plan.ts';
import { branches, places } from './plan.ts';
import type { ServerProcess } from './server-process.ts';

const ADMIN = { login: 'admin', password: 'correct horse battery staple' };
const calendar = {
  timeZone: 'Asia/Tbilisi',
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: [],
};

export interface Person {
  readonly account: string;
  readonly login: string;
  readonly password: string;
  readonly role: PersonPlan['role'];
  readonly person: string;
  /** a session of theirs at a desk that never fails */
  readonly token: string;
}
/** An enrolled device and its session. */
export interface Enrolled {
  readonly device: string;
  readonly publicKey: JsonWebKey;
  /** null: a kiosk */
  readonly person: string | null;
}

export class Organisation {
  readonly #server: ServerProcess;
  #token = '';

  constructor(server: ServerProcess) {
    this.#server = server;
  }

  /** @throws when it is refused, or the server is away */
  async ask(token: string, method: string, path: string, body?: unknown): Promise<Response> {
    const { origin } = this.#server;
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        origin,
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async found(): Promise<void> {
    const token = await this.#server.setupToken();
    await this.ask('', 'POST', '/api/setup', {
      token,
      organisation: 'Warm Homes',
      name: 'Admin',
      demo: false,
      ...ADMIN,
    });
    this.#token = await this.#signIn(ADMIN.login, ADMIN.password);
    for (const region of Object.keys(places))
      await this.#admin('PUT', `regions/${region}`, { name: { default: region }, calendar });
    for (const branch of branches) await this.rename(branch, branch);
    await this.#admin('PUT', 'categories', {
      categories: [
        { code: 'repair', parent: null, name: { default: 'Repair' } },
        { code: 'repair-again', parent: 'repair', name: { default: 'Came back' } },
        { code: 'invoice', parent: null, name: { default: 'Invoice' } },
      ],
    });
  }

  async hire({ role, branches: theirs, regions }: PersonPlan, index: number): Promise<Person> {
    const login = `person${index}`;
    const input = {
      login,
      name: `Person ${index}`,
      role,
      branches: theirs,
      regions,
      remedyLimit: role === 'field' ? 10_000 : null,
    };
    const made = (await (await this.#admin('POST', 'people', input)).json()) as NewPassword;
    const { id: account, password } = made;
    const token = await this.#signIn(login, password);
    const { person } = (await (await this.ask(token, 'GET', '/api/session')).json()) as SessionInfo;
    return { account, login, password, role, person, token };
  }

  /** Hands a device to its owner and opens it. @param line without the token */
  async enrol(
    device: HeldDevice,
    { branch }: DevicePlan,
    owner: Person | null,
    line: Omit<Line, 'token'>,
  ): Promise<Enrolled> {
    if (owner === null) return await this.#enrolKiosk(device, branch, line);
    const publicKey = await device.key(owner.account);
    const token = await this.#signIn(owner.login, owner.password);
    const label = `phone ${device.number}`;
    const enrolled = await this.ask(token, 'POST', '/api/devices', { publicKey, label });
    const { device: id } = (await enrolled.json()) as EnrolledDevice;
    const info = (await (await this.ask(token, 'GET', '/api/session')).json()) as SessionInfo;
    await device.open({ kind: 'person', ...info }, { ...line, token });
    return { device: id, publicKey, person: owner.person };
  }

  async #enrolKiosk(device: HeldDevice, branch: string, line: Omit<Line, 'token'>): Promise<Enrolled> {
    const surveys = ['survey:satisfaction:1'];
    const made = await this.#admin('POST', 'kiosks', { name: `kiosk ${device.number}`, branch, surveys });
    const { code } = (await made.json()) as KioskCode;
    const publicKey = await device.key('kiosk');
    const answer = await this.ask('', 'POST', '/api/kiosk', { code, publicKey });
    const info = (await answer.json()) as KioskInfo;
    await device.open({ kind: 'kiosk', account: 'kiosk', ...info }, { ...line, token: tokenIn(answer) });
    return { device: info.device, publicKey, person: null };
  }

  async grant({ account, role }: Person, { branches: theirs, regions }: Reach): Promise<void> {
    const reach = role === 'manager' ? { regions } : { branches: theirs };
    await this.#admin('PATCH', `people/${account}`, reach);
  }
  /** As the server knows it: a request that a killed server did not answer may have been done. */
  async reachOf({ account }: Person): Promise<Reach> {
    const people = (await (await this.#admin('GET', 'people')).json()) as Account[];
    const found = people.find(({ id }) => id === account);
    return { branches: found?.branches ?? [], regions: found?.regions ?? [] };
  }

  async rename(branch: string, name: string): Promise<void> {
    const found = Object.entries(places).find(([, all]) => (all as readonly string[]).includes(branch));
    const input = { region: found?.[0], name: { default: name }, closed: false };
    await this.#admin('PUT', `branches/${branch}`, input);
  }

  /** The way by which a survey is published today: with an import of its responses; here there are none. */
  async publish(version: number): Promise<void> {
    const regions = Object.entries(places).map(([region, all]) => ({
      region,
      name: { default: region },
      timeZone: calendar.timeZone,
      branches: all.map((branch) => ({ branch, name: { default: branch } })),
    }));
    const { timeZone: _, ...shared } = calendar;
    const mapping = {
      v: 1,
      kind: 'responses',
      source: 'fuzz',
      label: 'Fuzz',
      external: 'ID',
      calendar: shared,
      regions,
      branch: { column: 'BRANCH' },
      survey: { ...satisfaction, version },
      finished: { column: 'DAY', format: 'YYYY-MM-DD' },
      language: { column: 'LANG', values: { en: 'en' } },
      answers: { overall: { column: 'OVERALL' } },
    };
    const body = `${JSON.stringify(mapping)}\nID,BRANCH,DAY,LANG,OVERALL\n`;
    const said = await this.#server.operator('POST', '/import', 'application/x-redress-import', body);
    if (!said.includes('"ok":true')) throw new Error(`publishing: ${said}`);
  }

  async #admin(method: string, path: string, body?: unknown): Promise<Response> {
    return await this.ask(this.#token, method, `/api/admin/${path}`, body);
  }

  async #signIn(login: string, password: string): Promise<string> {
    return tokenIn(await this.ask('', 'POST', '/api/session', { login, password }));
  }
}

const tokenIn = (response: Response): string =>
  /__Host-redress(?:-kiosk)?=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
