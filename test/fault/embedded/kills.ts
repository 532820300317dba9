/** An embedded store whose process is killed while it writes, again and again, and a ledger of what it acknowledged. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { openStores } from '../../../server/store/open.ts';
import type { Stores } from '../../../server/store/store.ts';
import type { Command, Told } from '../../integration/store/store-process.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'integration', 'store', 'store-process.ts');
/** Documents that each process writes before it can be killed. */
const AT_LEAST = 300;

/** What the processes said is written: kept here, apart from the store. */
interface Ledger {
  docs: string[];
  readonly blobs: string[];
  counted: number;
  noted: number;
}

function enter(ledger: Ledger, told: Told): void {
  if ('wrote' in told) ledger.docs.push(...told.wrote);
  if ('kept' in told) ledger.blobs.push(told.kept);
  if ('counted' in told) ledger.counted = told.counted;
  if ('noted' in told) ledger.noted = told.noted;
}

async function writeAndDie(dataDir: string, round: number, ms: number, ledger: Ledger): Promise<void> {
  const child = fork(SCRIPT, [dataDir], { execArgv: ['--import', 'tsx'] });
  const [first] = (await once(child, 'message')) as [Told];
  if (!('opened' in first)) throw new Error(`round ${round}: ${JSON.stringify(first)}`);
  child.on('message', (told: Told) => enter(ledger, told));
  const storm: Command = { storm: `r${round}` };
  child.send(storm);
  const before = ledger.docs.length;
  while (ledger.docs.length < before + AT_LEAST) await pause(5);
  await pause(ms);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function missing({ data, blobs }: Stores, ledger: Ledger, docs: readonly string[]): Promise<string[]> {
  const failures: string[] = [];
  const found = await data.getMany(docs);
  for (const [at, id] of docs.entries()) if (found[at] === null) failures.push(`lost ${id}`);
  const counted = Number((await data.get('counter'))?.['n']);
  if (!(counted >= ledger.counted)) failures.push(`the counter is ${counted}, not ${ledger.counted}`);
  const noted = Number((await data.getLocal('noted'))?.['n']);
  if (!(noted >= ledger.noted)) failures.push(`the local document is ${noted}, not ${ledger.noted}`);
  const { changes } = await data.changes({ since: null });
  const { docCount } = await data.info();
  if (docCount !== changes.length) failures.push(`${changes.length} changes of ${docCount} documents`);
  for (const hash of ledger.blobs.slice(-50)) {
    const blob = await blobs.get(hash);
    const bytes = blob === null ? null : await buffer(blob.stream);
    const same = bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash;
    if (!same) failures.push(`lost blob ${hash}`);
  }
  return failures;
}

export interface Killed {
  /** documents and blobs that were said to be written */
  readonly acknowledged: number;
  readonly failures: readonly string[];
}

/** @param pauseOf milliseconds that a round's process goes on for after its first writes */
export async function killAgainAndAgain(
  dataDir: string,
  rounds: number,
  pauseOf: (round: number) => number,
): Promise<Killed> {
  const ledger: Ledger = { docs: [], blobs: [], counted: 0, noted: 0 };
  const failures: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = ledger.docs.length;
    await writeAndDie(dataDir, round, pauseOf(round), ledger);
    const stores = await openStores({ dataDir });
    const docs = round === rounds - 1 ? ledger.docs : ledger.docs.slice(from);
    failures.push(...(await missing(stores, ledger, docs)).map((what) => `round ${round}: ${what}`));
    await stores.close();
  }
  return { acknowledged: ledger.docs.length + ledger.blobs.length, failures };
}
