/** Requests that no honest client makes, sent as bytes: with lengths that lie, bombs, and bodies without end. */
import { Agent, request as open } from 'node:http';
import type { ClientRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { uuidv7 } from 'uuidv7';
import type { Chance } from '../scope/random.ts';
import type { FuzzServer } from '../scope/server.ts';
import type { Template } from '../scope/template.ts';
import { body, ids, value } from './junk.ts';

export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** bytes that are sent instead of a body, for as long as anybody takes them */
  readonly endless?: number;
}
export interface Hostile {
  readonly what: string;
  readonly request: HostileRequest;
}
type Make = (chance: Chance, template: Template) => Hostile;

const asJson = { 'content-type': 'application/json' };
const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20));
const HUGE = 200 * 1024 * 1024;

/** @returns text that a request line can carry */
function inPath(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ff%fe';
  }
}
const wild = (chance: Chance): string =>
  chance.chance(0.3)
    ? chance.pick(['%', '%00', '%ff', '%c0%af', '..%2f..', ';x=1', '%0d%0aset-cookie:x'])
    : inPath(ids(chance));

const reads = [
  '/sync/pull',
  '/sync/redress_data',
  '/sync/redress_data/_all_docs',
  '/sync/redress_data/_changes',
  '/sync/redress_registry/_changes',
  '/api/reports/overview',
  '/api/reports/complaints',
  '/api/reports/satisfaction',
  '/api/completeness',
  '/api/quarantine',
  '/api/session',
  '/api/kiosk',
  '/api/setup',
  '/api/admin/people',
  '/api/admin/devices',
];
const posts = [
  '/sync/redress_data/_bulk_docs',
  '/sync/redress_data/_bulk_docs',
  '/sync/redress_data/_bulk_docs',
  '/sync/redress_data/_all_docs',
  '/sync/redress_data/_changes',
  '/sync/redress_data/_bulk_get',
  '/sync/redress_data/_revs_diff',
  '/sync/redress_registry/_missing_revs',
  '/sync/redress_data/_find',
  '/api/session/password',
  '/api/session/token',
  '/api/session',
  '/api/devices',
  '/api/kiosk',
  '/api/setup',
  '/api/quarantine',
  '/api/admin/people',
  '/api/admin/kiosks',
];
const options = [
  'since',
  'limit',
  'feed',
  'filter',
  'doc_ids',
  'heartbeat',
  'keys',
  'key',
  'startkey',
  'endkey',
  'skip',
  'descending',
  'include_docs',
  'open_revs',
  'rev',
  'from',
  'to',
  'by',
  'region',
  'branch',
  'category',
  'timeout',
];

const deviceOf = (chance: Chance, { players }: Template): string => chance.pick([...players.values()]).device;

/** A feed that waits would be no fault. */
const waits = (query: string): boolean => /feed=(longpoll|continuous)/.test(query);

function query(chance: Chance): string {
  const made = Array.from(
    { length: chance.below(5) },
    () =>
      `${chance.pick(options)}=${chance.chance(0.5) ? wild(chance) : inPath(JSON.stringify(value(chance)) ?? '')}`,
  ).join('&');
  return waits(made) ? '' : made.slice(0, 12_000);
}

export const endpoints: readonly Make[] = [
  (chance) => {
    const path = `${chance.pick(reads)}?${query(chance)}`;
    return { what: `GET ${path.slice(0, 300)}`, request: { method: 'GET', path } };
  },
  (chance) => {
    const path = `/sync/${chance.pick(['redress_data', 'redress_registry', wild(chance)])}/${wild(chance)}${chance.chance(0.3) ? `/${wild(chance)}` : ''}?${query(chance)}`;
    const method = chance.pick(['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH', 'OPTIONS', 'COPY']);
    return { what: `${method} ${path.slice(0, 300)}`, request: { method, path } };
  },
  ...Array.from({ length: 4 }, (): Make => (chance, template) => {
    const path = chance.pick(posts);
    const text = body(chance, deviceOf(chance, template));
    const ours: Record<string, string> = chance.chance(0.5)
      ? {
          'redress-waiting': (JSON.stringify(value(chance)) ?? '')
            .replaceAll(/[^\x20-\x7e]/g, '?')
            .slice(0, 100),
        }
      : {};
    return {
      what: `POST ${path} ${text.slice(0, 200)}`,
      request: { method: 'POST', path, headers: { ...asJson, ...ours }, body: text },
    };
  }),
  (chance) => {
    const [method, path] = chance.pick([
      ['PUT', `/sync/redress_data/_local/${wild(chance)}`],
      ['PUT', `/api/admin/regions/${wild(chance)}`],
      ['PUT', `/api/admin/branches/${wild(chance)}`],
      ['PUT', '/api/admin/categories'],
      ['PUT', '/api/admin/organisation'],
      ['PATCH', `/api/admin/people/${wild(chance)}`],
      ['PATCH', `/api/admin/people/${uuidv7()}`],
      ['POST', `/api/admin/kiosks/${wild(chance)}/code`],
      ['POST', `/api/admin/devices/${wild(chance)}/revoke`],
    ] as const);
    const text = body(chance, 'x');
    return {
      what: `${method} ${path} ${text.slice(0, 200)}`,
      request: { method, path, headers: asJson, body: text },
    };
  },
  (chance) => {
    const path = `/sync/blob/${chance.pick(['f'.repeat(64), wild(chance), '..%2f..%2fx'])}`;
    const range = chance.pick([
      'bytes 0-9/10',
      'bytes 9-0/10',
      'bytes 0-9/99999999999',
      'bytes */x',
      'bytes -1-9/10',
    ]);
    const method = chance.pick(['GET', 'HEAD', 'PUT']);
    const request = {
      method,
      path,
      headers: { 'content-type': 'application/octet-stream', 'content-range': range },
      ...(method === 'PUT' ? { body: 'lies' } : {}),
    };
    return { what: `${method} ${path} ${range}`, request };
  },
  (chance) => {
    const path = chance.pick(posts);
    return {
      what: `POST ${path} a gzip bomb`,
      request: { method: 'POST', path, headers: { ...asJson, 'content-encoding': 'gzip' }, body: bomb },
    };
  },
  (chance) => {
    const path = chance.pick([...posts, `/sync/blob/${'f'.repeat(64)}`]);
    const headers = chance.chance(0.5)
      ? { ...asJson, 'content-length': String(HUGE) }
      : { ...asJson, 'transfer-encoding': 'chunked' };
    return {
      what: `${path} 200 MB`,
      request: { method: path.startsWith('/sync/blob') ? 'PUT' : 'POST', path, headers, endless: HUGE },
    };
  },
  (chance) => {
    const path = chance.pick(posts);
    const type = chance.pick([
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-7',
      '',
      'x'.repeat(3_000),
    ]);
    return {
      what: `POST ${path} as ${type.slice(0, 40)}`,
      request: { method: 'POST', path, headers: { 'content-type': type }, body: body(chance, 'x') },
    };
  },
  (chance) => {
    const headers = chance.pick<Record<string, string>>([
      { authorization: `Bearer ${'x'.repeat(5_000)}` },
      { authorization: 'Basic YWRtaW46YWRtaW4=' },
      { cookie: `__Host-redress=${'x'.repeat(3_000)}` },
      { 'x-auth-couchdb-username': 'admin', 'x-auth-couchdb-roles': '_admin' },
      { 'if-none-match': '"'.repeat(2_000) },
      { origin: 'https://elsewhere.example' },
      { host: 'elsewhere.example' },
      { 'x-forwarded-for': '127.0.0.1' },
    ]);
    const path = chance.pick(reads);
    return {
      what: `GET ${path} with ${JSON.stringify(headers).slice(0, 80)}`,
      request: { method: 'GET', path, headers },
    };
  },
];

const agent = new Agent({ keepAlive: false });
const piece = Buffer.alloc(256 * 1024, 0x5b);

function stream(request: ClientRequest, left: number): void {
  for (let rest = left; rest > 0; rest -= piece.length) {
    if (request.destroyed) return;
    if (!request.write(piece)) {
      request.once('drain', () => stream(request, rest - piece.length));
      return;
    }
  }
  request.end();
}

/** @returns the status; 0: the connection was closed without one */
export function send(
  server: FuzzServer,
  who: string,
  { method, path, headers = {}, body: bytes, endless }: HostileRequest,
): Promise<number> {
  const { hostname, port } = new URL(server.origin);
  const token = server.tokenOf(who);
  return new Promise((resolve) => {
    const request = open({
      agent,
      hostname,
      port,
      method,
      path: path.replaceAll(/[^\x21-\x7e]/g, '?'),
      headers: {
        origin: server.origin,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    request.on('response', (response) => {
      response.on('error', () => resolve(response.statusCode ?? 0));
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      response.resume();
    });
    request.on('error', () => resolve(0));
    if (endless === undefined) request.end(bytes);
    else stream(request, endless);
  });
}
