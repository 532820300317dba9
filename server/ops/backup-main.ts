/** `npm run backup -- <file>`: everything that is stored, in one file, while the server runs. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { placeOf } from '../inside.ts';
import { openStores } from '../store/open.ts';
import { readFileArguments } from './backup/arguments.ts';
import type { FileArguments } from './backup/arguments.ts';
import { backupContent } from './backup/content.ts';
import { sentenceOf } from './backup/failure.ts';
import { writeBackupFile } from './backup/file.ts';
import { sealed } from './backup/seal.ts';
import { askServer, serverRuns, textOf } from './socket-client.ts';

const USAGE = `npm run backup -- <file> [--data <dir>]
  --data <dir>  the data directory (./data); a server that runs on it goes on meanwhile
COUCHDB_URL and COUCHDB_PREFIX as for the server. The file holds everybody's details and every account: keep it as
safe as the server. It has its name only when it is whole.
`;

async function* fromServer(dataDir: string): AsyncGenerator<Uint8Array> {
  const answer = await askServer(dataDir, { method: 'GET', path: '/backup' });
  if (answer.statusCode !== 200) throw new Error(`The server refused: ${await textOf(answer)}`);
  for await (const part of answer) yield part as Uint8Array;
}

async function* fromStore(config: Config): AsyncGenerator<Uint8Array> {
  const stores = await openStores(placeOf(config));
  try {
    yield* sealed(backupContent(stores, Date.now()));
  } finally {
    await stores.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function backUp({ file, config }: FileArguments): Promise<number> {
  const path = resolve(file);
  if (await exists(path)) throw new Error(`${file} is there already. Choose another name.`);
  const { dataDir, couchdbUrl } = config;
  if (await serverRuns(dataDir)) return writeBackupFile(path, fromServer(dataDir));
  if (couchdbUrl === null && !(await exists(dataDir))) throw new Error(`There is nothing in ${dataDir}.`);
  return writeBackupFile(path, fromStore(config));
}

const args = readFileArguments(process.argv.slice(2), process.env, { replaces: false });
if (args === null) process.stdout.write(USAGE);
else if (typeof args === 'string') {
  process.stderr.write(`${args}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  const since = performance.now();
  try {
    const bytes = await backUp(args);
    const ms = Math.round(performance.now() - since);
    process.stdout.write(`${JSON.stringify({ ok: true, file: args.file, bytes, ms })}\n`);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}
