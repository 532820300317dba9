/**
 * The built app. What has a hash in its name is kept for ever, all else is asked for anew; a deep link is answered with
 * the app, but only when somebody navigates: a missing script must not turn into a page.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './errors.ts';

const YEAR = 'public, max-age=31536000, immutable';
/** Vite's `assets/<name>-<hash>.<ext>` */
const HASHED = /^assets[\\/].*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
/** Where a miss is a miss. */
const NO_PAGE = /^\/(api|sync|assets)(\/|$)/;

const navigates = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !NO_PAGE.test(request.url.split('?', 1)[0] ?? '') &&
  /\btext\/html\b/.test(request.headers.accept ?? '');

/** @param root of the built app; when it isn't there (the app is served by Vite), only the API answers */
export async function serveApp(app: FastifyInstance, root: string): Promise<void> {
  const built = existsSync(join(root, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root,
      index: 'index.html',
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header('cache-control', HASHED.test(relative(root, path)) ? YEAR : 'no-cache');
        if (path.endsWith('.webmanifest')) void reply.type('application/manifest+json; charset=utf-8');
      },
    });
  }
  app.setNotFoundHandler((request, reply) =>
    built && navigates(request) ? reply.sendFile('index.html') : refuse(reply, 'server.notFound'),
  );
}
