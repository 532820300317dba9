/** `npm run restore -- <file>`: a backup becomes what is stored, and is compared with it. */
import { placeOf } from '../inside.ts';
import { removeDatabase } from '../reports/database.ts';
import { readFileArguments } from './backup/arguments.ts';
import type { FileArguments } from './backup/arguments.ts';
import { sentenceOf } from './backup/failure.ts';
import { NotRestored, restore } from './backup/restore.ts';
import type { Restored } from './backup/restore.ts';
import { serverRuns } from './socket-client.ts';

const USAGE = `npm run restore -- <file> [--data <dir>] [--replace]
  --data <dir>  the data directory (./data); no server may be running on it
  --replace     what is stored there already is written to a backup in the data directory, and gives way
COUCHDB_URL and COUCHDB_PREFIX as for the server. A file that is damaged or cut short changes nothing. At the end every
document is compared with the file.
`;

async function run({ file, replace, config }: FileArguments): Promise<Restored> {
  const { dataDir } = config;
  if (await serverRuns(dataDir)) throw new NotRestored('A server is running on this data. Stop it first.');
  const restored = await restore({ file, into: placeOf(config), replace, now: Date.now() });
  await removeDatabase(dataDir);
  return restored;
}

const args = readFileArguments(process.argv.slice(2), process.env, { replaces: true });
if (args === null) process.stdout.write(USAGE);
else if (typeof args === 'string') {
  process.stderr.write(`${args}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    const restored = await run(args);
    process.stdout.write(`${JSON.stringify(restored, null, 2)}\n`);
    if (!restored.ok) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}
