/** `npm run rebuild-reports [-- --data <dir>]`: throws the read model away and makes it anew from the store. */
import { readConfig } from '../config.ts';
import { openOffline } from '../ops/offline.ts';
import { askServer, serverRuns, textOf } from '../ops/socket-client.ts';
import { removeDatabase } from './database.ts';
import { startReports } from './reports.ts';

async function rebuild(): Promise<void> {
  const read = readConfig(process.argv.slice(2), process.env);
  if (!read.ok) throw new Error(read.problems.join('\n') || 'npm run rebuild-reports [-- --data <dir>]');
  const { config } = read;
  if (await serverRuns(config.dataDir)) {
    const reply = await askServer(config.dataDir, { method: 'POST', path: '/rebuild-reports' });
    const text = await textOf(reply);
    if (reply.statusCode !== 200) throw new Error(text);
    return;
  }
  const offline = await openOffline(config);
  try {
    await removeDatabase(config.dataDir);
    const reports = await startReports(offline.context);
    await reports.caughtUp();
    await reports.close();
  } finally {
    await offline.close();
  }
}

const since = performance.now();
try {
  await rebuild();
  process.stdout.write(
    `The reports' figures were made anew in ${((performance.now() - since) / 1000).toFixed(1)} s.\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
