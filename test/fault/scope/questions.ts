/** Everything that somebody could ask: every path, with every option that a CouchDB client knows. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { Chance } from './random.ts';
import type { Question } from './server.ts';

/** What a question is made of; ids that are there, whoever may read them. */
export interface Things {
  /** of documents, as `_id` */
  readonly docs: readonly string[];
  readonly events: readonly string[];
  readonly hashes: readonly string[];
  readonly held: readonly string[];
  readonly accounts: readonly string[];
  readonly devices: readonly string[];
  /** tokens that somebody was given */
  readonly tokens: readonly string[];
  readonly revs: readonly string[];
}

const q = (method: string, path: string, body?: unknown, headers?: Record<string, string>): Question => ({
  method,
  path,
  ...(body === undefined ? {} : { body }),
  ...(headers === undefined ? {} : { headers }),
});
const enc = encodeURIComponent;
const json = (value: unknown): string => enc(JSON.stringify(value));

const databases = [
  'redress_data',
  'redress_registry',
  'redress_accounts',
  'redress_audit',
  'redress_blobs',
  'data',
  '_users',
  '_replicator',
  'nothing',
];
const docOptions = [
  '',
  'revs=true',
  'revs_info=true',
  'open_revs=all',
  'open_revs=all&revs=true&latest=true',
  'conflicts=true',
  'deleted_conflicts=true',
  'attachments=true',
  'att_encoding_info=true',
  'atts_since=["1-a"]',
  'latest=true',
  'meta=true',
  'local_seq=true',
  'deleted=true',
  'rev=1-a',
  'rev=1-a&latest=true',
];
const allOptions = [
  '',
  'include_docs=true',
  'include_docs=true&conflicts=true&attachments=true&att_encoding_info=true',
  'descending=true',
  'startkey="complaint:"&endkey="complaint:\uffff"',
  'start_key="event:"&end_key="event:\uffff"&include_docs=true',
  'startkey="quarantine:"',
  'startkey="party:"&endkey="party:\uffff"&include_docs=true&inclusive_end=false',
  'limit=1',
  'skip=1&limit=2',
  'update_seq=true',
  'startkey="z"&descending=true&include_docs=true',
  'key="chain:x"',
  'stable=true&update=false&sorted=false',
  'limit=0',
  'endkey_docid=a&startkey_docid=z',
];
const changeOptions = [
  '',
  'include_docs=true',
  'style=all_docs',
  'style=all_docs&include_docs=true&conflicts=true&attachments=true&att_encoding_info=true',
  'since=0',
  'since=now',
  'since=1',
  'since=0&limit=1',
  'limit=2&style=all_docs&seq_interval=2',
  'descending=true',
  'filter=_view&view=a/b',
  'filter=_design',
  'filter=_selector',
  'filter=app/mine',
  'feed=longpoll&timeout=1',
  'feed=continuous&timeout=1',
  'feed=continuous&timeout=1&include_docs=true',
  'feed=eventsource&timeout=1',
  'last-event-id=0',
];
const reportQueries = [
  '',
  'by=branch',
  'by=region',
  'by=category',
  'by=week',
  'region=east',
  'region=west&by=branch',
  'branch=e1',
  'branch=w1&branch=n1',
  'category=repair',
  'channel=phone',
  'language=ka',
  'survey=survey:satisfaction:1',
  'from=2026-01-01&to=2026-12-31',
  'from=2020-01-01&to=2026-12-31&by=month',
  "region=' OR 1=1 --",
  'region=east&region=west&region=north',
  'by=severity',
  'nonsense=1',
];

/** By an id that is there or one that is not: `at` is either. */
function byId(chance: Chance, at: string): Question[] {
  const path = `/sync/${chance.pick(['redress_data', 'redress_data', 'redress_registry'])}`;
  const rev = chance.pick(['1-a', `1-${'0'.repeat(32)}`, '2-b']);
  return [
    q('GET', `${path}/${enc(at)}?${chance.pick(docOptions)}`),
    q('HEAD', `${path}/${enc(at)}`),
    q('GET', `${path}/${enc(at)}?open_revs=${json([rev])}&revs=true`, undefined, {
      accept: 'multipart/mixed',
    }),
    q('GET', `${path}/${enc(at)}/${chance.pick(['photo.jpg', 'a/b', '_x'])}`),
    q('PUT', `${path}/${enc(at)}`, { _id: at, text: 'mine now' }),
    q('DELETE', `${path}/${enc(at)}?rev=${rev}`),
    q('POST', `${path}/_bulk_get?revs=true&latest=true&attachments=true`, {
      docs: [{ id: at }, { id: at, rev }, { id: at, atts_since: [rev] }],
    }),
    q('POST', `${path}/_all_docs?include_docs=true`, { keys: [at, at] }),
    q('GET', `${path}/_all_docs?keys=${json([at])}&include_docs=true&conflicts=true`),
    q('GET', `${path}/_all_docs?key=${json(at)}&include_docs=true`),
    q('GET', `${path}/_all_docs?startkey=${json(at)}&endkey=${json(at)}&include_docs=true`),
    q('POST', `${path}/_changes?filter=_doc_ids&include_docs=true`, { doc_ids: [at] }),
    q('GET', `${path}/_changes?filter=_doc_ids&doc_ids=${json([at])}&style=all_docs`),
    q('POST', `${path}/_revs_diff`, { [at]: [rev, '9007199254740993-a'] }),
    q('POST', `${path}/_missing_revs`, { [at]: [rev] }),
    q('GET', `${path}/_local/${enc(at)}`),
  ];
}

/** Pairs that are to be answered alike: about something that is there and not theirs, and about nothing at all. */
export function pairs(
  chance: Chance,
  foreign: { docs: readonly string[]; hashes: readonly string[]; held: readonly string[] },
): [Question, Question][] {
  const made: [Question, Question][] = [];
  const both = (there: string, absent: string, ask: (id: string) => Question[]): void => {
    const one = ask(there);
    const at = chance.below(one.length);
    const [first, second] = [one[at], ask(absent)[at]];
    if (first !== undefined && second !== undefined) made.push([first, second]);
  };
  const absentLike = (id: string): string =>
    id.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, () => uuidv7());
  for (const id of foreign.docs) {
    const seed = chance.below(2 ** 31);
    both(id, absentLike(id), (at) => byId(new Chance(seed), at));
  }
  for (const hash of foreign.hashes)
    both(hash, randomBytes(32).toString('hex'), (at) => [
      q('GET', `/sync/blob/${at}`),
      q('HEAD', `/sync/blob/${at}`),
      q('PUT', `/sync/blob/${at}`, 'bytes', { 'content-type': 'application/octet-stream' }),
    ]);
  for (const id of foreign.held)
    both(`quarantine:${id}`, `quarantine:${absentLike(id)}`, (at) => [
      q('POST', '/api/quarantine', { id: at, decision: 'admit' }),
      q('POST', '/api/quarantine', { id: at, decision: 'setAside' }),
      q('GET', `/sync/redress_data/${enc(at)}`),
    ]);
  return made;
}

/** Questions that anybody may put, whatever they get. */
export function anything(chance: Chance, things: Things): Question {
  const database = chance.pick(databases);
  const base = `/sync/${chance.chance(0.6) ? chance.pick(['redress_data', 'redress_registry']) : database}`;
  const since =
    things.tokens.length > 0 && chance.chance(0.5)
      ? chance.pick(things.tokens)
      : chance.pick(['', '0', 'x', 'bm9uc2Vuc2U']);
  const id = chance.pick([...things.docs, ...things.events, 'nothing']);
  const account = chance.pick([...things.accounts, uuidv7()]);
  const device = chance.pick([...things.devices, uuidv7()]);
  const report = chance.pick(['overview', 'complaints', 'satisfaction', 'completeness', 'everything']);
  return chance.pick<() => Question>([
    () => q('GET', `/sync/pull${since === '' ? '' : `?since=${enc(since)}`}`),
    () => q('GET', base),
    () => q('GET', `${base}/`),
    () => q('GET', `${base}/_all_docs?${chance.pick(allOptions)}`),
    () => q('GET', `${base}/_all_docs?${chance.pick(allOptions)}`),
    () =>
      q('POST', `${base}/_all_docs`, {
        include_docs: true,
        keys: chance.some(things.docs, 0.3).slice(0, 20),
      }),
    () => q('GET', `${base}/_changes?${chance.pick(changeOptions)}`),
    () => q('GET', `${base}/_changes?${chance.pick(changeOptions)}`),
    () => q('GET', `${base}/_changes?since=${enc(since)}&include_docs=true`),
    () => q('POST', `${base}/_changes?include_docs=true`, { doc_ids: things.docs.slice(0, 50) }),
    () =>
      q('POST', `${base}/_bulk_get?revs=true`, {
        docs: things.docs.slice(0, 100).map((one) => ({ id: one })),
      }),
    () =>
      q('POST', `${base}/_bulk_get`, {
        docs: things.docs
          .slice(0, 100)
          .map((one) => ({ id: one, rev: chance.pick([...things.revs, '1-a']) })),
      }),
    () =>
      q(
        'POST',
        `${base}/_revs_diff`,
        Object.fromEntries(things.docs.slice(0, 100).map((one) => [one, ['1-a']])),
      ),
    () => chance.pick(byId(chance, id)),
    () => chance.pick(byId(chance, id)),
    () => chance.pick(byId(chance, id)),
    () => q('GET', `${base}/_local/${chance.pick(['mine', 'x', enc(id)])}`),
    () =>
      q(
        'GET',
        `${base}/${chance.pick(['_local_docs', '_design_docs', '_design/app', '_design/app/_view/all', '_security', '_index', '_shards', '_revs_limit', '_purged_infos', '_find', '_explain', '_partition/x', '_local_docs?include_docs=true'])}`,
      ),
    () =>
      q(
        'POST',
        `${base}/${chance.pick(['_find', '_index', '_explain', '_purge', '_compact', '_view_cleanup', '_ensure_full_commit', '_design_docs/queries', '_all_docs/queries', '_sync_shards'])}`,
        { selector: { _id: { $gt: null } }, limit: 100, queries: [{ include_docs: true }] },
      ),
    () =>
      q('PUT', `${base}/${chance.pick(['_security', '_design/app', '_revs_limit', ''])}`, {
        admins: { names: [], roles: [] },
      }),
    () => q('DELETE', base),
    () => q('GET', `/sync/blob/${chance.pick([...things.hashes, 'x', 'f'.repeat(64)])}`),
    () => q('HEAD', `/sync/blob/${chance.pick([...things.hashes, 'f'.repeat(64)])}`),
    () => q('GET', `/api/reports/${report}?${chance.pick(reportQueries)}`),
    () => q('GET', `/api/reports/${report}?${chance.pick(reportQueries)}`),
    () => q('GET', '/api/completeness'),
    () => q('GET', '/api/quarantine'),
    () =>
      q(
        'GET',
        chance.pick([
          '/api/session',
          '/api/kiosk',
          '/api/setup',
          '/api/health',
          '/api/devices',
          '/api/session/token',
        ]),
      ),
    () =>
      q(
        'GET',
        chance.pick([
          '/api/admin/people',
          '/api/admin/devices',
          '/api/admin/organisation',
          '/api/admin/kiosks',
          `/api/admin/people/${account}`,
          '/api/admin/audit',
        ]),
      ),
    () => q('PATCH', `/api/admin/people/${account}`, { name: 7 }),
    () => q('POST', `/api/admin/devices/${device}/code`, {}),
    () => q('PUT', '/api/admin/regions/east', { name: 7 }),
    () =>
      q(
        'GET',
        chance.pick([
          '/sync',
          '/sync/',
          '/sync/_all_dbs',
          '/sync/_session',
          '/sync/_up',
          '/sync/_active_tasks',
          '/api',
          '/api/export',
          '/metrics',
          '/api/metrics',
          '/report/overview',
          '/import',
        ]),
      ),
  ])();
}
