/** How this process was told to run: arguments and environment, checked as a whole before anything is opened. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PAGE } from '../src/domain/fold/long.ts';

export interface Config {
  readonly host: string;
  /** 0: any free port */
  readonly port: number;
  readonly dataDir: string;
  /** load demonstration data when there is no account, and print its well-known sign-ins */
  readonly demo: boolean;
  /** null: the embedded store under `dataDir` */
  readonly couchdbUrl: string | null;
  /** beginning of the databases' names on CouchDB: `redress` for `redress_data` */
  readonly couchdbPrefix: string;
  /** of databases that are made: shards (`q`) and copies (`n`); CouchDB's own defaults when undefined */
  readonly couchdbPlacement: { readonly q: number | undefined; readonly n: number | undefined };
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** as browsers see us, when a proxy stands in between: `https://redress.example.org` */
  readonly origin: string | null;
  /** addresses of proxies whose `X-Forwarded-*` are believed */
  readonly proxies: readonly string[];
  /** the built app */
  readonly clientDir: string;
  readonly logLevel: string;
  /** whoever brings it may read the metrics; null: only who calls from this machine */
  readonly metricsToken: string | null;
  /** milliseconds after which what is missing is an alarm, once its device has been in contact again */
  readonly gapStays: number;
  /** entries of a complaint's log that leave it together, once it has more than twice as many */
  readonly logPage: number;
  /** seconds between saying that it will stop and stopping, for a balancer to notice */
  readonly drain: number;
}
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** sentences for the terminal; none when help was asked for */
  | { readonly ok: false; readonly problems: readonly string[] };

export const USAGE = `npm start -- [options]
  --port <n>      port to listen on (8080)
  --host <name>   address to listen on (127.0.0.1)
  --data <dir>    where the embedded store and the read model live (./data)
  --demo          load demonstration data, on this machine only
environment
  COUCHDB_URL, COUCHDB_PREFIX          CouchDB instead of the embedded store
  COUCHDB_SHARDS, COUCHDB_REPLICAS     q and n of databases that are made (as CouchDB is set up)
  REDRESS_TLS_CERT, REDRESS_TLS_KEY    files in PEM form
  REDRESS_ORIGIN                       the address that browsers use, behind a proxy
  REDRESS_PROXIES                      addresses of trusted proxies, separated by commas
  REDRESS_INSECURE_LISTEN=1            listen beyond this machine without TLS: only behind a proxy that has it
  REDRESS_METRICS_TOKEN                who brings it may read /metrics; without it only this machine, and no proxy
  REDRESS_GAP_HOURS                    hours after which what is missing of a device is an alarm (24)
  REDRESS_DRAIN                        seconds from saying that it stops to stopping, for a balancer (0)
  REDRESS_LOG_PAGE                     entries by which a complaint's long log is parted (64)
  REDRESS_LOG                          fatal, error, warn, info, debug or silent (warn)
`;

const SHORTEST_TOKEN = 16;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

function parsed(argv: readonly string[]) {
  const options = {
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    demo: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return { ok: true, values: parseArgs({ args: [...argv], options }).values } as const;
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) } as const;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

function readTls(env: Env, problems: string[]): Config['tls'] {
  const [cert, key] = [env['REDRESS_TLS_CERT'], env['REDRESS_TLS_KEY']];
  if (!cert && !key) return null;
  if (!cert || !key) {
    problems.push('REDRESS_TLS_CERT and REDRESS_TLS_KEY are given together or not at all.');
    return null;
  }
  try {
    return { cert: readFileSync(cert), key: readFileSync(key) };
  } catch (error) {
    problems.push(`The TLS files can't be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function readUrl(name: string, text: string | undefined, problems: string[]): URL | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  problems.push(`${name} is not an http or https address.`);
  return null;
}

function readCount(name: string, text: string | undefined, most: number, problems: string[]) {
  if (!text) return undefined;
  if (/^[1-9]\d*$/.test(text) && Number(text) <= most) return Number(text);
  problems.push(`${name} is a whole number from 1 to ${most}.`);
  return undefined;
}

/**
 * @param argv without the program's own name
 * @returns the configuration, or every reason why there is none
 */
export function readConfig(argv: readonly string[], env: Env): ConfigResult {
  const args = parsed(argv);
  if (!args.ok) return { ok: false, problems: [args.problem] };
  if (args.values.help) return { ok: false, problems: [] };

  const problems: string[] = [];
  const host = args.values.host ?? '127.0.0.1';
  const portText = args.values.port ?? '8080';
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535)
    problems.push(`--port ${portText} is not a port (0 to 65535).`);
  const tls = readTls(env, problems);
  const origin = readUrl('REDRESS_ORIGIN', env['REDRESS_ORIGIN'], problems);
  const couchdbUrl = env['COUCHDB_URL'] || null;
  readUrl('COUCHDB_URL', env['COUCHDB_URL'], problems);
  const couchdbPrefix = env['COUCHDB_PREFIX'] || 'redress';
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(couchdbPrefix)) {
    problems.push('COUCHDB_PREFIX is lower-case letters, digits and underscores, beginning with a letter.');
  }
  const couchdbPlacement = {
    q: readCount('COUCHDB_SHARDS', env['COUCHDB_SHARDS'], 256, problems),
    n: readCount('COUCHDB_REPLICAS', env['COUCHDB_REPLICAS'], 9, problems),
  };
  const logPage = readCount('REDRESS_LOG_PAGE', env['REDRESS_LOG_PAGE'], 1_000, problems) ?? PAGE;
  if (logPage < 2) problems.push('REDRESS_LOG_PAGE is at least 2.');
  const demo = args.values.demo ?? false;
  if (demo && !isLoopback(host)) {
    problems.push(`--demo has well-known passwords and listens on this machine only, not on ${host}.`);
  } else if (!isLoopback(host) && tls === null && env['REDRESS_INSECURE_LISTEN'] !== '1') {
    problems.push(
      `Without TLS nothing listens beyond this machine: give REDRESS_TLS_CERT and REDRESS_TLS_KEY, or set ` +
        `REDRESS_INSECURE_LISTEN=1 when a proxy with TLS stands in front of ${host}.`,
    );
  }
  const logLevel = env['REDRESS_LOG'] || 'warn';
  const metricsToken = env['REDRESS_METRICS_TOKEN'] || null;
  if (metricsToken !== null && metricsToken.length < SHORTEST_TOKEN)
    problems.push(`REDRESS_METRICS_TOKEN has at least ${SHORTEST_TOKEN} characters.`);
  const gapHours = Number(env['REDRESS_GAP_HOURS'] || '24');
  if (!(gapHours >= 0 && gapHours <= 24 * 365))
    problems.push('REDRESS_GAP_HOURS is a number of hours, at most those of a year.');
  const drain = Number(env['REDRESS_DRAIN'] || '0');
  if (!Number.isInteger(drain) || drain < 0 || drain > 60)
    problems.push('REDRESS_DRAIN is a number of seconds, 0 to 60.');
  if (!LOG_LEVELS.includes(logLevel)) problems.push(`REDRESS_LOG is one of ${LOG_LEVELS.join(', ')}.`);
  if (problems.length > 0) return { ok: false, problems };

  return {
    ok: true,
    config: {
      host,
      port,
      dataDir: resolve(args.values.data ?? 'data'),
      demo,
      couchdbUrl,
      couchdbPrefix,
      couchdbPlacement,
      tls,
      origin: origin?.origin ?? null,
      proxies: (env['REDRESS_PROXIES'] ?? '').split(',').flatMap((one) => one.trim() || []),
      clientDir: resolve('dist', 'client'),
      logLevel,
      metricsToken,
      logPage,
      drain,
      gapStays: gapHours * 3_600_000,
    },
  };
}
