/** `npm run import`: complaints or responses of another system, from a CSV file. */
import { closeSync, createReadStream, openSync, readFileSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { readConfig } from '../config.ts';
import { parse } from '../schema.ts';
import { readArguments, USAGE } from './import/arguments.ts';
import type { ImportArguments } from './import/arguments.ts';
import { importFile } from './import/import-file.ts';
import type { ImportProgress, ImportResult } from './import/import-file.ts';
import { mapping } from './import/mapping.ts';
import type { Mapping } from './import/mapping.ts';
import type { Refusal } from './import/row.ts';
import { IMPORT_TYPE, importPath, jsonLines } from './import/wire.ts';
import type { ImportLine } from './import/wire.ts';
import { openOffline } from './offline.ts';
import { askServer, serverRuns, textOf } from './socket-client.ts';

const tell = (text: string): void => void process.stderr.write(text);

/** Ends the command: 1 what was asked could not be done, 2 it was asked wrongly. */
class Stop extends Error {
  readonly code: 1 | 2;

  constructor(code: 1 | 2, message: string) {
    super(message);
    this.code = code;
  }
}

function readMapping({ mapping: path, kind }: ImportArguments): Mapping {
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Stop(
      2,
      `The mapping ${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = parse(mapping, input);
  if (!parsed.ok) {
    const fields = (parsed.fields ?? []).map(({ field, rule }) => `\n  ${field}: ${rule}`);
    throw new Stop(2, `The mapping ${path} is not right:${fields.join('')}`);
  }
  if (parsed.value.kind !== kind) throw new Stop(2, `The mapping ${path} is for ${parsed.value.kind}.`);
  return parsed.value;
}

interface Listener {
  readonly onRefused: (refusal: Refusal) => void;
  readonly onProgress: (progress: ImportProgress) => void;
  close(): void;
}

/** Refused rows go to the report, or to the terminal; progress to the terminal, every so often when it is a file. */
function listener(report: string | null): Listener {
  const file = report === null ? null : openSync(report, 'w');
  const live = process.stderr.isTTY;
  let told = Date.now();
  return {
    onRefused: (refusal) => {
      if (file !== null) writeSync(file, `${JSON.stringify(refusal)}\n`);
      else
        tell(
          `line ${refusal.line}${refusal.field === null ? '' : `, ${refusal.field}`}: ${refusal.rule} (${refusal.value})\n`,
        );
    },
    onProgress: ({ rows, added, already, refused }) => {
      if (Date.now() - told < (live ? 200 : 5000)) return;
      told = Date.now();
      const text = `${rows} rows read: ${added} new, ${already} here already, ${refused} refused`;
      tell(live ? `\r\u001b[K${text}` : `${text}\n`);
    },
    close: () => {
      if (live) tell('\r\u001b[K');
      if (file !== null) closeSync(file);
    },
  };
}

async function byServer(
  dataDir: string,
  args: ImportArguments,
  map: Mapping,
  to: Listener,
): Promise<ImportResult> {
  async function* body(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${JSON.stringify(map)}\n`);
    for await (const part of createReadStream(args.file)) yield part as Buffer;
  }
  const stream = Readable.from(body());
  const answer = await askServer(dataDir, {
    method: 'POST',
    path: importPath(args.dryRun),
    body: { type: IMPORT_TYPE, stream },
  });
  if (answer.statusCode !== 200) throw new Stop(1, `The server refused the import: ${await textOf(answer)}`);
  answer.setEncoding('utf8');
  for await (const line of jsonLines<ImportLine>(answer)) {
    if ('progress' in line) to.onProgress(line.progress);
    else if ('refused' in line) to.onRefused(line.refused);
    else if ('result' in line) return line.result;
    else
      throw new Stop(1, `The import broke off: ${line.failed}. What was imported stays; repeat it to go on.`);
  }
  throw new Stop(1, 'The server went away. What was imported stays; repeat it to go on.');
}

async function run(args: ImportArguments): Promise<ImportResult> {
  const map = readMapping(args);
  const config = readConfig(args.data === null ? [] : ['--data', args.data], process.env);
  if (!config.ok) throw new Stop(2, config.problems.join('\n'));
  const { dataDir } = config.config;
  const bytes = createReadStream(args.file);
  await new Promise<void>((resolve, reject) => bytes.once('open', () => resolve()).once('error', reject));
  const to = listener(args.report);
  try {
    if (await serverRuns(dataDir)) {
      bytes.destroy();
      return await byServer(dataDir, args, map, to);
    }
    const offline = await openOffline(config.config);
    try {
      return await importFile(offline.cases, { mapping: map, bytes, dryRun: args.dryRun, ...to });
    } finally {
      await offline.close();
    }
  } finally {
    to.close();
  }
}

const args = readArguments(process.argv.slice(2));
if (args === null) process.stdout.write(USAGE);
else if (typeof args === 'string') {
  tell(`${args}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    const result = await run(args);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    if (!result.ok) process.exitCode = 1;
  } catch (error) {
    tell(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Stop ? error.code : 1;
  }
}
