/**
 * The HTTP server: what holds for every request. Parts add their routes; each of them asks for itself who calls.
 *
 * Nothing that a request says ends up in the log but its method, its route and how it ended: addresses of pages,
 * searches and bodies carry personal data.
 */
import type { ServerResponse } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { onlyFromUs } from './auth/origin.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { contentSecurityPolicy } from './csp.ts';
import { onError } from './errors.ts';
import { limits as usualLimits, withBackpressure } from './pressure.ts';
import type { Limits } from './pressure.ts';
import { serveApp } from './static.ts';

/** Bytes; routes that take more say so. */
const BODY_LIMIT = 1024 * 1024;
/** Milliseconds until a whole request must have come: 25 MB of evidence at 50 kB a second. */
const REQUEST_TIMEOUT = 10 * 60_000;
/** Requests to the API a minute from one address without a session. */
const STRANGERS = 600;
const OF_API = /^\/(api|sync)(\/|$|\?)/;
/** Server-sent events excepted: they are to arrive one by one. */
const COMPRESSIBLE =
  /^text\/(?!event-stream)|^application\/(json|x-ndjson|manifest\+json|javascript)|^image\/svg\+xml/;

/** Who wants to know how requests go: for metrics, so without anything of whose they are. */
export interface RequestWatch {
  /** @param route as it was declared, so that there are few of them */
  answered(method: string, route: string, status: number, seconds: number): void;
  shed(reason: string): void;
}
export interface AppOptions {
  readonly watch?: RequestWatch;
  readonly limits?: Limits;
}

export type Part = (app: FastifyInstance) => void | Promise<void>;

function newServer(context: Context): FastifyInstance {
  const { config, log } = context;
  const options = {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: true },
    trustProxy: config.proxies.length > 0 ? [...config.proxies] : false,
    requestTimeout: REQUEST_TIMEOUT,
    frameworkErrors: onError,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  } as const;
  return config.tls === null ? Fastify(options) : Fastify({ ...options, https: { ...config.tls } });
}

const isEventStream = (raw: ServerResponse): boolean =>
  String(raw.getHeader('content-type')).startsWith('text/event-stream');

/** Streams of events never end by themselves, and a server that stops waits for every answer. */
function endStreamsOnClose(app: FastifyInstance): void {
  const open = new Set<ServerResponse>();
  app.addHook('onRequest', async (_request, { raw }) => {
    open.add(raw);
    raw.on('close', () => open.delete(raw));
  });
  app.addHook('preClose', async () => {
    for (const raw of open) if (isEventStream(raw)) raw.end();
  });
}

async function protect(app: FastifyInstance, context: Context): Promise<void> {
  const { config, identities } = context;
  const secure = config.tls !== null || (config.origin?.startsWith('https:') ?? false);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    max: STRANGERS,
    timeWindow: '1 minute',
    allowList: async (request) =>
      !OF_API.test(request.url) ||
      // refused, a process that is well would be started anew
      request.url === '/api/health/live' ||
      (await identities.caller(request)) !== null,
  });
  await app.register(compress, { globalDecompression: false, customTypes: COMPRESSIBLE, ...quickly });
  app.removeContentTypeParser('text/plain');
  const fromUs = onlyFromUs(config);
  app.addHook('onRequest', async (request, reply) => {
    if (!OF_API.test(request.url)) return undefined;
    void reply.header('cache-control', 'no-store');
    return fromUs(request, reply);
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header(
      'permissions-policy',
      'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
    );
  });
}
/** Level 11, brotli's own choice, takes a second for what level 5 does in 20 ms. */
const quickly = { brotliOptions: { params: { 1: 5 } } };

/** What is below no route of the API is the app: its files are many, and none of them is of interest. */
function routeOf(request: FastifyRequest): string {
  const { url } = request.routeOptions;
  if (url !== undefined && (OF_API.test(url) || url === '/metrics')) return url;
  return OF_API.test(request.url) ? 'unknown' : 'app';
}

/** @param parts in order: each registers its routes */
export async function buildApp(
  context: Context,
  parts: readonly Part[],
  { watch, limits = usualLimits }: AppOptions = {},
): Promise<FastifyInstance> {
  const app = newServer(context);
  app.setErrorHandler(onError);
  endStreamsOnClose(app);
  withBackpressure(app, limits, (reason) => watch?.shed(reason));
  await protect(app, context);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
    // a stream of events lasts as long as somebody listens
    if (isEventStream(reply.raw)) return;
    watch?.answered(method, routeOf(request), reply.statusCode, reply.elapsedTime / 1000);
  });
  for (const part of parts) await app.register(async (scope) => await part(scope));
  await serveApp(app, context.config.clientDir);
  return app;
}

/** `http://localhost:8080`, as a person on this machine would type it. */
export function addressOf({ host, origin, tls }: Config, port: number): string {
  if (origin !== null) return origin;
  const everywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${tls === null ? 'http' : 'https'}://${name}:${port}`;
}
