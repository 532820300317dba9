/** `npm start`: the server as a program. What is for the operator goes to standard output, the log to standard error. */
import { setFlagsFromString } from 'node:v8';
import { USAGE, readConfig } from './config.ts';
import { openLog } from './log.ts';
import { StartError, startServer } from './start.ts';
import type { Running } from './start.ts';
import { StoreError } from './store/store-error.ts';
import type { StoreErrorCode } from './store/store-error.ts';

/** Milliseconds, `REDRESS_DRAIN` aside: whoever started it kills it soon after (Kubernetes after 30 s). */
const DEADLINE = 25_000;

// By itself V8 lets what is garbage grow to three times what lives before it looks: with thousands of devices that is
// memory that nothing needs.
setFlagsFromString('--heap-growing-percent=75');

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

function tell({ address, setupLink, demo }: Running): void {
  say(`Redress is at ${address}`);
  if (setupLink !== null) say(`\nNobody has an account yet. Set it up here, once:\n  ${setupLink}`);
  if (demo === null) return;
  const { signIns, kioskCode } = demo;
  const width = (pick: (one: (typeof signIns)[number]) => string) =>
    Math.max(...signIns.map((one) => pick(one).length));
  const [roles, logins] = [width((one) => one.role), width((one) => one.login)];
  say('\nDemonstration data. Sign in with name and password:');
  for (const { role, login, password } of signIns)
    say(`  ${role.padEnd(roles)}  ${login.padEnd(logins)}  ${password}`);
  if (kioskCode !== null)
    say(`\nA kiosk, in a browser window of its own:\n  ${address}/kiosk#code=${kioskCode}`);
}

/** What the operator can do about a store that doesn't open. */
function reasonOf(error: StartError | StoreError): string {
  if (error instanceof StartError) return error.message;
  const hint = STORE_HINTS[error.code];
  return `${hint === undefined ? '' : `${hint}\n  `}${error.code}: ${error.message}`;
}
const STORE_HINTS: Partial<Record<StoreErrorCode, string>> = {
  'store.locked':
    'Another server has this data directory open. Stop it, or choose another directory with --data.',
  'store.unavailable': 'The database does not answer.',
  'store.full': 'The disk is full.',
  'store.open': 'This CouchDB answers strangers. Nothing is stored in it before it is closed to them.',
  'store.credentials': 'CouchDB refuses the name and password in COUCHDB_URL.',
  'store.version': 'COUCHDB_URL does not lead to a CouchDB 3.',
  'store.placement': 'COUCHDB_REPLICAS is more than CouchDB has nodes: join them to a cluster first.',
  'store.restoring': 'A restore was cut short. Repeat it: npm run restore -- <file>',
};

/** The first signal lets it finish what it began, within a deadline; a second one doesn't wait. */
function stopOnSignals(running: Running, drain: number): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      const late = (): void => {
        complain('Stopping took too long: what it was doing is left to the next start.');
        process.exit(1);
      };
      setTimeout(late, drain * 1000 + DEADLINE).unref();
      running.close().then(
        () => process.exit(0),
        (error: unknown) => {
          complain(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
          process.exit(1);
        },
      );
    });
  }
}

const read = readConfig(process.argv.slice(2), process.env);
if (!read.ok) {
  for (const problem of read.problems) complain(problem);
  (read.problems.length === 0 ? say : complain)(USAGE);
  process.exitCode = read.problems.length === 0 ? 0 : 2;
} else {
  const log = openLog(read.config.logLevel);
  try {
    const running = await startServer(read.config, log);
    stopOnSignals(running, read.config.drain);
    tell(running);
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error;
    complain(reasonOf(error));
    process.exitCode = 1;
  }
}
