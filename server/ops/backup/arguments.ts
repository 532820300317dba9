/** The command line of `backup` and `restore`: a file, and where the records are. */
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import type { Config } from '../../config.ts';

export interface FileArguments {
  readonly file: string;
  readonly replace: boolean;
  readonly config: Config;
}

/** @param flags whether `--replace` means anything @returns null: help was asked for; a sentence: what is wrong */
export function readFileArguments(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  { replaces }: { readonly replaces: boolean },
): FileArguments | string | null {
  const options = { data: { type: 'string' }, help: { type: 'boolean' } } as const;
  const more = replaces ? { replace: { type: 'boolean' } as const } : {};
  let given;
  try {
    given = parseArgs({ args: [...argv], options: { ...options, ...more }, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = given;
  if (values.help === true) return null;
  const [file, ...others] = positionals;
  if (file === undefined) return 'Which file?';
  if (others.length > 0) return `One file at a time; what is ${others.join(' ')}?`;
  const read = readConfig(values.data === undefined ? [] : ['--data', values.data], env);
  if (!read.ok) return read.problems.join('\n');
  return { file, replace: 'replace' in values && values.replace === true, config: read.config };
}
