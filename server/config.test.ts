import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const config = (argv: string[], env: Record<string, string> = {}) => {
  const result = readConfig(argv, env);
  if (!result.ok) throw new Error(result.problems.join(' '));
  return result.config;
};
const problems = (argv: string[], env: Record<string, string> = {}) => {
  const result = readConfig(argv, env);
  return result.ok ? [] : result.problems;
};

test('without arguments it listens on this machine only', () => {
  expect(config([])).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    demo: false,
    couchdbUrl: null,
    tls: null,
  });
});

test('beyond loopback it wants TLS, or to be told so', () => {
  expect(problems(['--host', '0.0.0.0'])).toHaveLength(1);
  expect(config(['--host', '0.0.0.0'], { REDRESS_INSECURE_LISTEN: '1' }).host).toBe('0.0.0.0');
  expect(problems(['--host', '127.0.0.1.example.org'])).toHaveLength(1);
});

test('demonstration data never listen beyond loopback, whatever is said', () => {
  expect(problems(['--demo', '--host', '::'], { REDRESS_INSECURE_LISTEN: '1' })).toEqual([
    expect.stringContaining('--demo'),
  ]);
  expect(config(['--demo', '--host', 'localhost']).demo).toBe(true);
});

test.each([
  [['--port', '80a'], {}],
  [['--port', '70000'], {}],
  [['--prot', '80'], {}],
  [[], { COUCHDB_URL: 'couch' }],
  [[], { REDRESS_ORIGIN: 'example.org' }],
  [[], { REDRESS_TLS_CERT: '/nowhere.pem' }],
  [[], { REDRESS_TLS_CERT: '/nowhere.pem', REDRESS_TLS_KEY: '/nowhere.pem' }],
  [[], { REDRESS_LOG: 'loud' }],
  [[], { COUCHDB_PREFIX: 'Bad-Name' }],
  [[], { COUCHDB_SHARDS: '0' }],
  [[], { COUCHDB_REPLICAS: '2.5' }],
])('%j with %j is refused with one sentence', (argv, env) => {
  expect(problems(argv, env)).toHaveLength(1);
});

test('an origin is only that', () => {
  expect(config([], { REDRESS_ORIGIN: 'https://redress.example.org/path?x' }).origin).toBe(
    'https://redress.example.org',
  );
});

test('shards and copies of a CouchDB are as told, else as CouchDB has it', () => {
  expect(config([]).couchdbPlacement).toEqual({ q: undefined, n: undefined });
  expect(config([], { COUCHDB_SHARDS: '8', COUCHDB_REPLICAS: '3' }).couchdbPlacement).toEqual({ q: 8, n: 3 });
});
