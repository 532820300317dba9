/** The command line of an import. */
import { parseArgs } from 'node:util';

export const USAGE = `npm run import -- complaints <csv> --mapping <file> [options]
npm run import -- responses <csv> --mapping <file> [options]
  --mapping <file>  what its columns are: server/ops/mappings has some, and says how to write one
  --data <dir>      the data directory (./data); a server that runs on it does the import
  --dry-run         reads and checks everything, writes nothing
  --report <file>   every refused row as a line of JSON, instead of on the terminal
Importing a file again adds nothing. Refused rows are named by line; the others go in.
`;

export interface ImportArguments {
  readonly kind: 'complaints' | 'responses';
  readonly file: string;
  readonly mapping: string;
  readonly data: string | null;
  readonly dryRun: boolean;
  readonly report: string | null;
}

/** @returns null: help was asked for; a sentence: what is wrong */
export function readArguments(argv: readonly string[]): ImportArguments | string | null {
  const options = {
    mapping: { type: 'string' },
    data: { type: 'string' },
    'dry-run': { type: 'boolean' },
    report: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  let given;
  try {
    given = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = given;
  if (values.help === true) return null;
  const [kind, file, ...more] = positionals;
  if (kind !== 'complaints' && kind !== 'responses')
    return 'The first word is what the file holds: complaints or responses.';
  if (file === undefined) return 'Which file?';
  if (more.length > 0) return `One file at a time; what is ${more.join(' ')}?`;
  if (values.mapping === undefined) return '--mapping names the file that says what the columns are.';
  return {
    kind,
    file,
    mapping: values.mapping,
    data: values.data ?? null,
    dryRun: values['dry-run'] ?? false,
    report: values.report ?? null,
  };
}
