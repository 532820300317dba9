import type { Couch } from './couch.ts';
import { couchError, hasStatus } from './couch.ts';
import { REVS_LIMIT } from './pouch.ts';
import { StoreError } from './store-error.ts';

/** Shards (`q`) and copies (`n`) of a database that is made; CouchDB's own defaults when absent. */
export interface CouchPlacement {
  readonly q?: number | undefined;
  readonly n?: number | undefined;
}

interface Security {
  admins?: { names?: string[]; roles?: string[] };
  members?: { names?: string[]; roles?: string[] };
}

/**
 * Nobody but server admins, of whom our account is one. By role and not by name: a name would also let in
 * whoever makes a plain user of that name, and another account could not take over.
 */
const OURS_ALONE: Security = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] },
};

/**
 * Makes the databases that do not exist, readable by CouchDB's admins alone, and refuses to go on with a
 * server that is not CouchDB 3, does not know us as an admin, or answers anybody else. No indexes are made:
 * all that the store asks for is by id, by range of ids or by sequence.
 */
export async function prepareCouch(
  couch: Couch,
  databases: readonly string[],
  placement: CouchPlacement,
): Promise<void> {
  const account = await identify(couch);
  await refuseStrangers(couch, '_all_dbs');
  await refuseTooFewNodes(couch, placement);
  for (const db of databases) await ensureDatabase(couch, db, placement);
  for (const db of databases) {
    await refuseOthers(couch, db, account);
    await refuseStrangers(couch, `${encodeURIComponent(db)}/_all_docs?limit=1`);
  }
}

async function identify(couch: Couch): Promise<string> {
  const welcome = await couch.ask<{ couchdb?: string; version?: string }>({ path: '' });
  if (welcome.couchdb === undefined || !welcome.version?.startsWith('3.')) {
    throw new StoreError(
      'store.version',
      `Redress needs CouchDB 3.x, this is ${welcome.version ?? 'something else'}`,
    );
  }
  const { userCtx } = await couch.ask<{ userCtx: { name: string | null; roles: string[] } }>({
    path: '_session',
  });
  if (userCtx.name === null || !userCtx.roles.includes('_admin')) {
    throw new StoreError(
      'store.credentials',
      'COUCHDB_URL needs the name and password of a CouchDB server admin',
    );
  }
  return userCtx.name;
}

async function ensureDatabase(couch: Couch, db: string, { q, n }: CouchPlacement): Promise<void> {
  try {
    await couch.ask({ db, method: 'PUT', qs: { q, n } });
  } catch (error) {
    if (hasStatus(error, 412)) return; // it exists
    throw error;
  }
  await couch.ask({ db, path: '_security', method: 'PUT', body: OURS_ALONE });
  await couch.ask({ db, path: '_revs_limit', method: 'PUT', body: REVS_LIMIT });
}

/** CouchDB makes fewer copies than asked for, without a word, where it has fewer nodes. */
async function refuseTooFewNodes(couch: Couch, { n }: CouchPlacement): Promise<void> {
  if (n === undefined) return;
  const { cluster_nodes } = await couch.ask<{ cluster_nodes: string[] }>({ path: '_membership' });
  if (cluster_nodes.length >= n) return;
  throw new StoreError(
    'store.placement',
    `${n} copies of each document are asked for, and this CouchDB has ${cluster_nodes.length} node(s)`,
  );
}

/**
 * What a stranger tries: nothing, and the headers of proxy authentication, with which CouchDB believes
 * whatever name and roles it is told unless it wants them signed.
 */
const DISGUISES: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'x-auth-couchdb-username': 'stranger', 'x-auth-couchdb-roles': '_admin' },
];

async function refuseStrangers(couch: Couch, path: string): Promise<void> {
  for (const stranger of DISGUISES) {
    const response = await couch.raw({ path, stranger });
    await response.body?.cancel();
    if (response.status === 401 || response.status === 403) continue;
    if (response.status >= 500) throw couchError(new Error(`CouchDB answers ${response.status}`));
    throw new StoreError('store.open', openTo(path, 'x-auth-couchdb-roles' in stranger));
  }
}

function openTo(path: string, disguised: boolean): string {
  return disguised
    ? `CouchDB answers ${path} to whoever claims to be an admin in X-Auth-CouchDB headers. Take proxy_authentication_handler out of [chttpd] authentication_handlers, or set [chttpd_auth] proxy_use_secret = true, and let only Redress reach its port`
    : `CouchDB answers ${path} without credentials. Set [chttpd] require_valid_user = true and [chttpd] admin_only_all_dbs = true, and let only Redress reach its port`;
}

async function refuseOthers(couch: Couch, db: string, account: string): Promise<void> {
  const { admins, members } = await couch.ask<Security>({ db, path: '_security' });
  const names = [...(admins?.names ?? []), ...(members?.names ?? [])].filter((name) => name !== account);
  const roles = [...(admins?.roles ?? []), ...(members?.roles ?? [])].filter((role) => role !== '_admin');
  const anybody = (members?.names ?? []).length === 0 && (members?.roles ?? []).length === 0;
  if (!anybody && names.length === 0 && roles.length === 0) return;
  throw new StoreError(
    'store.open',
    `The database ${db} may be read by ${anybody ? 'anybody' : [...names, ...roles].join(', ')}. Put ${JSON.stringify(OURS_ALONE)} to /${db}/_security`,
  );
}
