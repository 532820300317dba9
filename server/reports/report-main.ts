/** `npm run report -- <name>`: a report as JSON, from the running server or from the data directory. */
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { dimensions, reportNames } from '../contract/reports.ts';
import type { ReportName } from '../contract/reports.ts';
import { openOffline } from '../ops/offline.ts';
import { askServer, serverRuns, textOf } from '../ops/socket-client.ts';
import { operator } from './reader.ts';
import { readQuestion } from './routes.ts';
import { reportOf, startReports } from './reports.ts';

const FILTERS = [
  'from',
  'to',
  'region',
  'branch',
  'category',
  'channel',
  'language',
  'survey',
  'by',
] as const;

const USAGE = `npm run report -- <name> [options]
  overview       what came, what is open, satisfaction, trend by week, branches
  complaints     received, open, overdue, closed, rejected, timely, times to acknowledge and to close
  satisfaction   responses, share satisfied and NPS, each with its 95 % interval
  completeness   what devices have made that has not arrived
options
  --from <date> --to <date>   inclusive, YYYY-MM-DD, in the calendar of the region
  --region --branch --category --channel --language --survey <code>
                              one or several, separated by commas; a category counts what lies below it
  --by <dimension>            ${dimensions.join(', ')}
  --data <dir>                the data directory (./data)
`;

interface Question {
  readonly name: ReportName;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly data: string | null;
}

/** @returns null: help was asked for; a sentence: what is wrong */
function readCommand(argv: readonly string[]): Question | string | null {
  const several = { type: 'string', multiple: true } as const;
  const options = {
    ...Object.fromEntries(FILTERS.map((name) => [name, several])),
    data: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  let given;
  try {
    given = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const values = given.values as Readonly<Record<string, string | boolean | string[] | undefined>>;
  if (values['help'] === true) return null;
  const [name, ...more] = given.positionals;
  const found = reportNames.find((one) => one === name);
  if (found === undefined || more.length > 0) return `Which report? ${reportNames.join(', ')}`;
  const query = Object.fromEntries(
    FILTERS.flatMap((filter): [string, string | string[]][] => {
      const value = values[filter];
      if (!Array.isArray(value)) return [];
      const [only] = value;
      return [[filter, value.length === 1 && only !== undefined ? only : value]];
    }),
  );
  return { name: found, query, data: typeof values['data'] === 'string' ? values['data'] : null };
}

/** @returns the report as JSON, or what is wrong */
async function answer({ name, query, data }: Question): Promise<{ ok: boolean; text: string }> {
  const question = readQuestion(name, query);
  if (!question.ok) {
    const fields = (question.fields ?? []).map(({ field, rule }) => `--${field}: ${rule}`);
    return { ok: false, text: fields.join('\n') };
  }
  const config = readConfig(data === null ? [] : ['--data', data], process.env);
  if (!config.ok) return { ok: false, text: config.problems.join('\n') };
  const { dataDir } = config.config;
  if (await serverRuns(dataDir)) {
    const asked = new URLSearchParams(
      Object.entries(question.value).map(([key, value]) => [key, String(value)]),
    );
    const reply = await askServer(dataDir, { method: 'GET', path: `/report/${name}?${asked}` });
    const text = await textOf(reply);
    return reply.statusCode === 200
      ? { ok: true, text: JSON.stringify(JSON.parse(text), null, 2) }
      : { ok: false, text };
  }
  const offline = await openOffline(config.config);
  try {
    const reports = await startReports(offline.context);
    try {
      await reports.caughtUp();
      return {
        ok: true,
        text: JSON.stringify(await reportOf(reports, name, question.value, operator), null, 2),
      };
    } finally {
      await reports.close();
    }
  } finally {
    await offline.close();
  }
}

const question = readCommand(process.argv.slice(2));
if (question === null) process.stdout.write(USAGE);
else if (typeof question === 'string') {
  process.stderr.write(`${question}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    const { ok, text } = await answer(question);
    (ok ? process.stdout : process.stderr).write(`${text}\n`);
    if (!ok) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
