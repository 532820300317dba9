/**
 * The log: lines of JSON on standard error. Nothing in it names a person or repeats what one typed: fields that could
 * hold such are cut out wherever they stand, and of an error only what a developer needs is written: some say in their
 * message what they were given.
 */
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { ValiError } from 'valibot';

const SECRETS =
  'password token login name label phone email address text body authorization cookie input answers'.split(
    ' ',
  );
const DEPTH = ['', '*.', '*.*.', '*.*.*.'];

interface Written {
  readonly type: string;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly message: string;
  readonly stack: string | undefined;
}

/** What a parser or a schema says quotes what it was given. */
function messageOf(error: Error): string {
  if (error instanceof ValiError)
    return error.issues
      .map(({ path, type }) => {
        const at = (path as { key: unknown }[] | undefined)?.map(({ key }) => String(key)).join('.');
        return `${at ?? ''}: ${type}`;
      })
      .join(', ');
  return error instanceof SyntaxError ? 'what was read is not well formed' : error.message;
}

/** The lines of the stack that name places in the code: the first ones are the message. */
const placesOf = ({ stack = '' }: Error): string => (stack.match(/^ {4}at .*$/gm) ?? []).join('\n');

export function errorFields(error: unknown): Written | { readonly type: string } {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, status } = error as { code?: unknown; status?: unknown };
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    message: messageOf(error),
    stack: placesOf(error),
  };
}

export function openLog(
  level: string,
  to: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const redact = SECRETS.flatMap((field) => DEPTH.map((depth) => `${depth}${field}`));
  return pino(
    {
      level,
      redact,
      base: null,
      serializers: { err: errorFields, error: errorFields },
      hooks: {
        // of an error by itself pino would make the line's message, as it stands
        logMethod(args, method) {
          const [first] = args as unknown[];
          if (first instanceof Error && args.length === 1) method.apply(this, [{ err: first }, first.name]);
          else method.apply(this, args);
        },
      },
    },
    to,
  );
}
