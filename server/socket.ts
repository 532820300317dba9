/**
 * `./data/admin.sock`: how commands ask a running server, which alone has the read model's file open. Whoever may open
 * the socket is trusted: mode 0600, only the user that the server runs as.
 */
import { chmod, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Part } from './app.ts';
import type { Context } from './context.ts';
import { onError, refuse } from './errors.ts';

export const socketPath = (dataDir: string): string => join(dataDir, 'admin.sock');
/** A path longer than this is cut short by the system (`sun_path`, 104 bytes on macOS, 108 on Linux). */
const LONGEST = 103;

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    const tell = (alive: boolean) => () => {
      socket.destroy();
      resolve(alive);
    };
    socket.once('connect', tell(true)).once('error', tell(false));
  });

/** @returns null where there can be none: on Windows, below a long path, or when another server has it */
export async function openSocket(context: Context, parts: readonly Part[]): Promise<FastifyInstance | null> {
  const { log, config } = context;
  const path = socketPath(config.dataDir);
  if (process.platform === 'win32' || Buffer.byteLength(path) > LONGEST) {
    log.warn('no admin socket here: commands open the data directory themselves');
    return null;
  }
  if (await answers(path)) {
    log.warn('another server has the admin socket of this data directory');
    return null;
  }
  await rm(path, { force: true });
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.setErrorHandler(onError);
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'server.notFound'));
  for (const part of parts) await app.register(async (scope) => await part(scope));
  // between listening and chmod nobody else may slip in
  const before = process.umask(0o177);
  try {
    await app.listen({ path });
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
  return app;
}
