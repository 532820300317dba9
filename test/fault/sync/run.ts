/** One run of a plan: devices, network and server as processes, until all is at rest; then what was promised is checked. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import { chromiumHome, devicePages } from './chromium-home.ts';
import { checkDevice } from './check/devices.ts';
import type { Resting } from './check/devices.ts';
import { askReports, checkFigures } from './check/figures.ts';
import { Findings } from './check/findings.ts';
import type { Finding } from './check/findings.ts';
import { checkFolded } from './check/folded.ts';
import { checkKept } from './check/kept.ts';
import { worldOf } from './check/world.ts';
import { HeldDevice } from './held-device.ts';
import type { Home } from './home.ts';
import { Ledger } from './ledger.ts';
import { must } from './must.ts';
import { Organisation } from './organisation.ts';
import type { Enrolled, Person } from './organisation.ts';
import type { Deed, Plan, Wave } from './plan.ts';
import { processHome } from './process-home.ts';
import type { Programs } from './programs.ts';
import { network } from './proxy.ts';
import type { Network } from './proxy.ts';
import { chance, randomFrom } from './random.ts';
import { ServerProcess } from './server-process.ts';
import { couchDocs, dropCouch, embeddedDocs } from './stored.ts';

export interface RunResult {
  readonly findings: readonly Finding[];
  /** documents that devices confirmed */
  readonly events: number;
  readonly faults: number;
}

interface Scene {
  readonly plan: Plan;
  readonly server: ServerProcess;
  readonly network: Network;
  readonly organisation: Organisation;
  readonly people: readonly Person[];
  readonly devices: readonly HeldDevice[];
  readonly enrolled: readonly Enrolled[];
  readonly ledger: Ledger;
  faults: number;
}

export interface Setting {
  /** null: the embedded engine */
  readonly couchdbUrl: string | null;
  /** what each device is: a process over LevelDB, or a Chromium over its IndexedDB */
  readonly runtime: 'node' | 'chromium';
}

/** @throws what is no finding but a failure to run at all */
export async function run(
  plan: Plan,
  programs: Programs,
  { couchdbUrl, runtime }: Setting,
): Promise<RunResult> {
  const dir = await mkdtemp(join(tmpdir(), 'redress-fuzz-'));
  const prefix = `fuzz_${randomBytes(5).toString('hex')}`;
  const dataDir = join(dir, 'server');
  const couchdb = couchdbUrl === null ? {} : { couchdb: { url: couchdbUrl, prefix } };
  const server = await ServerProcess.start({ program: programs.server, dataDir, ...couchdb });
  const pages = await devicePages(programs);
  const net = await network(server.port, { seed: plan.seed, ...plan.network }, pages);
  const homeOf = (number: number): Home => {
    const own = join(dir, `device-${number}`);
    return runtime === 'node'
      ? processHome(programs.device, own, number)
      : chromiumHome(net.origin, own, number);
  };
  const devices = plan.devices.map((_, number) => new HeldDevice(homeOf(number), number));
  const found = new Findings();
  try {
    const scene = await prepare(plan, server, net, devices);
    try {
      for (const wave of plan.waves) await play(wave, scene);
      const resting = await comeToRest(scene);
      const reported = await askReports(server);
      const people = await Promise.all(
        scene.people.map(async (one) => ({ ...one, reach: await scene.organisation.reachOf(one) })),
      );
      await server.stop();
      const docs = await (couchdbUrl === null ? embeddedDocs(dataDir) : couchDocs(couchdbUrl, prefix));
      const world = worldOf(docs, people, scene.enrolled);
      checkKept(world, scene.ledger, found);
      checkFolded(world, found);
      checkFigures(reported, world, found);
      for (const device of resting) checkDevice(device, world, scene.ledger, found);
    } catch (error) {
      // A device that does not open or does not come to rest keeps what it has from everybody.
      found.add('diverged', error instanceof Error ? error.message : String(error));
    }
    const kills = devices.reduce((sum, one) => sum + one.kills, 0);
    const spoilt = [...net.spoilt.values()].reduce((sum, n) => sum + n, 0);
    return {
      findings: found.all,
      events: scene.ledger.confirmed.size,
      faults: scene.faults + kills + spoilt,
    };
  } finally {
    await Promise.all(devices.map((device) => device.kill()));
    await server.kill();
    await net.close();
    if (couchdbUrl !== null) await dropCouch(couchdbUrl, prefix);
    await rm(dir, { recursive: true, force: true });
  }
}

async function prepare(
  plan: Plan,
  server: ServerProcess,
  net: Network,
  devices: readonly HeldDevice[],
): Promise<Scene> {
  const organisation = new Organisation(server);
  await organisation.found();
  const people: Person[] = [];
  for (const [index, person] of plan.people.entries()) people.push(await organisation.hire(person, index));
  const enrolled = await Promise.all(
    devices.map((device, number) => {
      const planned = must(plan.devices[number]);
      const owner = planned.person === null ? null : must(people[planned.person]);
      return organisation.enrol(device, planned, owner, { origin: net.origin, page: server.origin });
    }),
  );
  return {
    plan,
    server,
    network: net,
    organisation,
    people,
    devices,
    enrolled,
    ledger: new Ledger(),
    faults: 0,
  };
}

async function play({ turns, deeds }: Wave, scene: Scene): Promise<void> {
  const { devices, ledger } = scene;
  for (const { mishaps } of turns) scene.faults += mishaps.filter(({ kind }) => kind !== 'kill').length;
  await Promise.all([
    ...turns.map((turn) => must(devices[turn.device]).turn(turn, ledger.witness(turn.device))),
    ...deeds.map(async (deed) => {
      await pause(deed.after);
      await perform(deed, scene);
    }),
  ]);
}

async function perform(deed: Deed, scene: Scene): Promise<void> {
  const { server, organisation, people } = scene;
  if (deed.does === 'kill') {
    scene.faults += 1;
    await server.kill();
    await pause(deed.away);
    return await server.start();
  }
  try {
    if (deed.does === 'grant') await organisation.grant(must(people[deed.person]), deed);
    else if (deed.does === 'publish') await organisation.publish(deed.version);
    else if (deed.does === 'rename') await organisation.rename(deed.branch, deed.name);
    else await decide(deed.seed, scene);
  } catch {
    // The server was away, or had changed meanwhile: an administrator would try another day.
  }
}

/** Managers look through what is in quarantine. */
async function decide(seed: number, { organisation, people }: Scene): Promise<void> {
  const random = randomFrom(seed);
  for (const { role, token } of people) {
    if (role !== 'manager') continue;
    const items = (await (
      await organisation.ask(token, 'GET', '/api/quarantine')
    ).json()) as QuarantinedItem[];
    for (const { id } of items) {
      if (chance(random, 0.4)) continue;
      const decision = chance(random, 0.6) ? 'admit' : 'setAside';
      await organisation.ask(token, 'POST', '/api/quarantine', { id, decision }).catch(() => undefined);
    }
  }
}

/** Passes over all devices until none has anything new: what one pushes, another has to pull. */
async function comeToRest({ network: net, devices }: Scene): Promise<Resting[]> {
  net.heal();
  let before = '';
  for (let pass = 0; pass < 20; pass += 1) {
    await Promise.all(devices.map((device) => device.settle()));
    const now = (await Promise.all(devices.map((device) => device.glance()))).join('\n');
    if (now === before) {
      const seen = await Promise.all(devices.map((device) => device.see()));
      const stores = await Promise.all(devices.map((device) => device.end()));
      return devices.map(({ number }, at) => ({ number, stores: must(stores[at]), seen: must(seen[at]) }));
    }
    before = now;
  }
  throw new Error('the devices do not come to rest');
}
