/** A process of devices: enrols them, then runs as many of them as it is told, for as long as it is told. */
import { setMaxListeners } from 'node:events';
import { deviceKeys, webCrypto } from '../../../src/domain/seal-webcrypto.ts';
import type { EnrolledDevice, KioskInfo, SessionInfo } from '../../../server/contract/session.ts';
import { LoadDevice, nothingSeen } from './device.ts';
import type { Seen } from './device.ts';
import { Connection } from './http.ts';
import type { Answer } from './http.ts';

export interface Enrolment {
  readonly origin: string;
  /** third part of its devices' addresses, `127.0.<n>.…` */
  readonly network: number;
  readonly kiosks: readonly { readonly code: string; readonly branch: string }[];
  readonly phones: readonly { readonly login: string; readonly password: string; readonly branch: string }[];
}
export type Command =
  | { readonly enrol: Enrolment }
  | { readonly run: { readonly kiosks: number; readonly phones: number; readonly seconds: number } };
export type Told = { readonly enrolled: number } | { readonly seen: Seen } | { readonly failed: string };

/** Devices that enrol at the same time. */
const AT_ONCE = 8;
const kiosks: LoadDevice[] = [];
const phones: LoadDevice[] = [];
const subtle = globalThis.crypto.subtle;

/** Strangers are slowed down: then it waits. */
async function until(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await call();
    if (answer.status < 300) return answer;
    if (answer.status !== 429 && answer.status !== 503) throw new Error(`${answer.status} ${answer.text}`);
    await new Promise((done) => setTimeout(done, Number(answer.headers['retry-after'] ?? 1) * 1000));
  }
}
const tokenOf = ({ headers }: Answer): string =>
  /__Host-redress(?:-kiosk)?=([^;]+)/.exec((headers['set-cookie'] ?? []).join(';'))?.[1] ?? '';

async function enrolKiosk(
  connection: Connection,
  { code, branch }: Enrolment['kiosks'][number],
): Promise<void> {
  const { publicKey, privateKey } = await deviceKeys(subtle);
  const answer = await until(() => connection.call('POST', '/api/kiosk', { code, publicKey }));
  connection.token = tokenOf(answer);
  const { device } = JSON.parse(answer.text) as KioskInfo;
  const maker = { device, code: '', person: null, branch, crypto: webCrypto(subtle, privateKey) };
  kiosks.push(new LoadDevice('kiosk', connection, maker));
}

async function enrolPhone(connection: Connection, one: Enrolment['phones'][number]): Promise<void> {
  const { login, password, branch } = one;
  const session = await until(() => connection.call('POST', '/api/session', { login, password }));
  connection.token = tokenOf(session);
  const { person } = JSON.parse(session.text) as SessionInfo;
  const { publicKey, privateKey } = await deviceKeys(subtle);
  const enrolled = await until(() => connection.call('POST', '/api/devices', { publicKey, label: 'load' }));
  const { device, code } = JSON.parse(enrolled.text) as EnrolledDevice;
  phones.push(
    new LoadDevice('phone', connection, {
      device,
      code,
      person,
      branch,
      crypto: webCrypto(subtle, privateKey),
    }),
  );
}

async function enrol({ origin, network, ...all }: Enrolment): Promise<number> {
  const jobs = [
    ...all.kiosks.map((one) => (connection: Connection) => enrolKiosk(connection, one)),
    ...all.phones.map((one) => (connection: Connection) => enrolPhone(connection, one)),
  ].entries();
  const work = async (): Promise<void> => {
    for (const [at, job] of jobs) await job(new Connection(origin, `127.0.${network}.${2 + (at % 250)}`));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return kiosks.length + phones.length;
}

async function run(count: { kiosks: number; phones: number; seconds: number }): Promise<Seen> {
  const seen = nothingSeen();
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const timer = setTimeout(() => end.abort(), count.seconds * 1000);
  const devices = [...kiosks.slice(0, count.kiosks), ...phones.slice(0, count.phones)];
  await Promise.all(devices.map((device) => device.run(seen, end.signal)));
  clearTimeout(timer);
  return seen;
}

const tell = (told: Told): void => void process.send?.(told);
process.on('message', (command: Command) => {
  const work: Promise<Told> =
    'enrol' in command
      ? enrol(command.enrol).then((enrolled) => ({ enrolled }))
      : run(command.run).then((seen) => ({ seen }));
  work.then(tell, (error: unknown) =>
    tell({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
