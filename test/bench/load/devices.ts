/** Processes of devices, and an organisation for them. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestServer } from '../../e2e/support/server.ts';
import type { Command, Told } from './device-process.ts';
import { nothingSeen } from './device.ts';
import type { Seen } from './device.ts';

const SCRIPT = fileURLToPath(new URL('./device-process.ts', import.meta.url));
const PROCESSES = 2;
const BRANCHES = 20;
/** Phones of one person: signing in for each is what costs, not the number of people. */
const PHONES_EACH = 10;

export interface Count {
  readonly kiosks: number;
  readonly phones: number;
}
export interface Devices {
  /** @param count of those that were enrolled, over all processes */
  run(count: Count, seconds: number): Promise<Seen>;
  end(): void;
}

async function ask<T extends Told>(child: ChildProcess, command: Command): Promise<T> {
  child.send(command);
  const [told] = (await once(child, 'message')) as [Told];
  if ('failed' in told) throw new Error(told.failed);
  return told as T;
}

const branchAt = (n: number): string => `load${n % BRANCHES}`;
const share = (total: number, at: number): number =>
  Math.floor((total * (at + 1)) / PROCESSES) - Math.floor((total * at) / PROCESSES);

/** Makes branches, people and kiosks, and enrols a device for each. */
export async function enrolDevices(server: TestServer, { kiosks, phones }: Count): Promise<Devices> {
  for (let n = 0; n < BRANCHES; n += 1) {
    const branch = { region: 'north', name: { default: `Branch ${n}` }, closed: false };
    await server.admin(`/api/admin/branches/${branchAt(n)}`, 'PUT', branch);
  }
  const codes: { code: string; branch: string }[] = [];
  for (let n = 0; n < kiosks; n += 1)
    codes.push({ code: (await server.kiosk(branchAt(n))).code, branch: branchAt(n) });
  const people: { login: string; password: string; branch: string }[] = [];
  for (let n = 0; n < phones / PHONES_EACH; n += 1) {
    const { login, password } = await server.person('field', { branches: [branchAt(n)] });
    people.push({ login, password, branch: branchAt(n) });
  }
  const signIns = Array.from({ length: phones }, (_, n) => people[n % people.length]).filter(
    (one) => one !== undefined,
  );
  const children = Array.from({ length: PROCESSES }, () => fork(SCRIPT, { execArgv: ['--import', 'tsx'] }));
  const end = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  try {
    await Promise.all(
      children.map((child, at) =>
        ask(child, {
          enrol: {
            origin: server.origin,
            network: at + 1,
            kiosks: codes.filter((_, n) => n % PROCESSES === at),
            phones: signIns.filter((_, n) => n % PROCESSES === at),
          },
        }),
      ),
    );
  } catch (error) {
    end();
    throw error;
  }
  return {
    async run(count, seconds) {
      const told = await Promise.all(
        children.map((child, at) =>
          ask<{ seen: Seen }>(child, {
            run: { kiosks: share(count.kiosks, at), phones: share(count.phones, at), seconds },
          }),
        ),
      );
      return told.map(({ seen }) => seen).reduce(together, nothingSeen());
    },
    end,
  };
}

function together(all: Seen, one: Seen): Seen {
  for (const kind of ['kiosk', 'phone', 'pull'] as const) all.took[kind].push(...one.took[kind]);
  all.confirmed.push(...one.confirmed);
  all.putOff += one.putOff;
  for (const [what, count] of Object.entries(one.errors)) all.errors[what] = (all.errors[what] ?? 0) + count;
  return all;
}
