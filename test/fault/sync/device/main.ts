/**
 * A device as a process of its own: the app's data layer over LevelDB in the folder of its first argument. Told what to
 * do by messages; killed at any time.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DataApi } from '../../../../src/data/api.ts';
import { createData } from '../../../../src/data/data-api.ts';
import { createKioskData } from '../../../../src/data/kiosk-data.ts';
import { leveldbEngine, nodeDevice } from '../../../integration/data/node-device.ts';
import { must } from '../must.ts';
import type { Mishap } from '../plan.ts';
import { DEVICE_HEADER } from '../proxy.ts';
import { Clock } from './clock.ts';
import { disk, faultyLevel } from './level.ts';
import { glance, look } from './look.ts';
import { User } from './user.ts';
import type { Command, Line, Owner, Told } from './wire.ts';

const [dir = '', number = '0'] = process.argv.slice(2);
const clock = new Clock();
let connected = false;
let line: Line | null = null;
let owner: Owner | null = null;

const tell = (told: Told): void => void process.send?.(told);

const throughTheNetwork: typeof fetch = (input, init) => {
  const { token, page } = must(line);
  const headers = {
    ...(init?.headers as Record<string, string>),
    authorization: `Bearer ${token}`,
    origin: page,
    [DEVICE_HEADER]: number,
  };
  return fetch(input, { ...init, headers });
};

let data: DataApi | null = null;
const opened = (): DataApi => must(data, 'an open account');

/** The data layer of that worker in which a person's or a kiosk's app keeps it. */
function start(kind: Owner['kind'], origin: string): DataApi {
  const create = kind === 'kiosk' ? createKioskData : createData;
  return create(
    nodeDevice(dir, {
      engine: leveldbEngine(dir, faultyLevel),
      fetch: throughTheNetwork,
      baseUrl: origin,
      online: () => connected,
      now: clock.now,
      uuid: clock.uuid,
    }),
  );
}

/** What the app asks at its start and when it comes back: who is signed in, and what was granted. */
async function refresh(): Promise<boolean> {
  if (!connected) return false;
  const before = must(owner);
  try {
    const path = before.kind === 'person' ? '/api/session' : '/api/kiosk';
    const response = await throughTheNetwork(`${must(line).origin}${path}`);
    if (!response.ok) return false;
    const told = (await response.json()) as Owner;
    owner = { ...before, ...told };
  } catch {
    return false;
  }
  return (await opened().open(owner)).ok;
}

/** @returns whether a round succeeded before the time was over */
async function round(milliseconds: number): Promise<boolean> {
  const before = (await opened().status()).lastSync;
  const until = Date.now() + milliseconds;
  await opened().syncNow();
  for (let ran = false; Date.now() < until; await pause(5)) {
    const { sync, lastSync } = await opened().status();
    if (lastSync !== before && sync !== 'running') return true;
    ran ||= sync === 'running';
    if (ran && sync !== 'running') return false;
  }
  return false;
}

function befall(mishap: Mishap): void {
  if (mishap.kind === 'clock') clock.offset = mishap.offset;
  else if (mishap.kind === 'full') disk.full = true;
  else [disk.killAfter, disk.killWhen] = [mishap.writes, mishap.when];
}

async function turn({ net, steps, mishaps }: Extract<Command, { does: 'turn' }>): Promise<void> {
  connected = net === 'live';
  const user = new User(opened(), must(owner), clock.now, async () => void (await refresh()));
  let fullUntil = 0;
  if (connected) await opened().syncNow();
  for (const [index, step] of steps.entries()) {
    if (disk.full && index >= fullUntil) disk.full = false;
    for (const mishap of mishaps.filter((one) => one.step === index)) {
      befall(mishap);
      if (mishap.kind === 'full') fullUntil = index + mishap.steps;
    }
    tell({ tells: 'begins', op: step.op });
    const outcome = await user.do(step);
    if (outcome === null) continue;
    if (outcome.ok) tell({ tells: 'confirmed', item: outcome.item });
    else tell({ tells: 'denied', item: { op: step.op, code: outcome.code } });
  }
  disk.full = false;
  if (net === 'after') {
    connected = true;
    await round(1_500);
  }
}

/** Milliseconds. */
const LATER = 2 * 3_600_000;
/** Milliseconds that a device may take to come to rest when nothing goes wrong any more. */
const REST = 60_000;

async function settle(): Promise<void> {
  connected = true;
  disk.full = false;
  const until = Date.now() + REST;
  // What is tried again after an hour, or gone after a while, without anybody's doing.
  clock.offset += LATER;
  while (!(await refresh())) if (Date.now() > until) throw new Error('it cannot ask who it is');
  while (!(await round(5_000))) {
    if (Date.now() > until) throw new Error(`it does not sync: ${JSON.stringify(await opened().status())}`);
    await pause(20);
  }
}

async function obey(command: Command): Promise<unknown> {
  switch (command.does) {
    case 'key':
      return await start('person', '').publicKey(command.account);
    case 'open': {
      [line, owner, clock.offset] = [command.line, command.owner, command.clock];
      data = start(command.owner.kind, command.line.origin);
      return await data.open(command.owner);
    }
    case 'turn':
      return await turn(command);
    case 'settle':
      return await settle();
    case 'glance':
      return await glance(opened());
    case 'see':
      return await look(opened());
    case 'end':
      return await data?.close();
  }
}

process.on('message', (command: Command) => {
  obey(command).then(
    (answer) => tell({ tells: 'answer', answer: answer ?? null }),
    (error: unknown) =>
      tell({ tells: 'failed', error: error instanceof Error ? String(error.stack) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
