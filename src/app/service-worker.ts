/**
 * Keeps the app on the device. Invariants:
 * - /api and /sync are never handled here, whatever the method;
 * - a version is whole or not there: it waits until everything its device uses is fetched;
 * - a waiting version takes over only when a page posts SKIP_WAITING;
 * - what is not in this version's list is deleted when it takes over.
 */
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

interface BuiltFile {
  readonly url: string;
  readonly revision: string | null;
  /** absent: core (the build tool adds the web manifest by itself) */
  readonly parts?: readonly string[];
}
declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & {
  readonly __WB_MANIFEST: readonly BuiltFile[];
};

type Message =
  | { readonly type: 'SKIP_WAITING' }
  | { readonly type: 'KEEP'; readonly parts: readonly string[] };

const CACHE = 'redress-parts';
/** Not a page: under this address the cache notes which parts the device uses. */
const KEPT = '/.kept-parts';
const SERVED_BY_SERVER = /^\/(api|sync|health|metrics)(\/|$)/;

const all = self.__WB_MANIFEST;
const core = all.filter(({ parts }) => parts?.includes('core') ?? true);
const optional = new Map(
  all
    .filter((file) => !core.includes(file))
    .map(({ url, parts = [] }) => [new URL(url, self.location.origin).pathname, parts]),
);

precacheAndRoute(core.map(({ url, revision }) => ({ url, revision })));
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [SERVED_BY_SERVER] }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && optional.has(url.pathname),
  async ({ url }) => {
    const cache = await caches.open(CACHE);
    const found = await cache.match(url.pathname);
    if (found !== undefined) return found;
    const answer = await fetch(url.pathname);
    if (answer.ok) await cache.put(url.pathname, answer.clone());
    const parts = optional.get(url.pathname) ?? [];
    // A file of one part alone tells that the part is in use; the next version then brings the whole part.
    if (parts.length === 1) await note(parts);
    return answer;
  },
);

async function keptParts(): Promise<readonly string[]> {
  const noted = await caches.match(KEPT, { cacheName: CACHE });
  return noted === undefined ? [] : ((await noted.json()) as string[]);
}

let noting = Promise.resolve();
/** Adds to the noted parts; one at a time, for it reads and then writes. */
function note(parts: readonly string[]): Promise<void> {
  noting = noting.then(async () => {
    const before = await keptParts();
    if (parts.every((part) => before.includes(part))) return;
    const cache = await caches.open(CACHE);
    await cache.put(KEPT, Response.json([...new Set([...before, ...parts])]));
  });
  return noting;
}

/** Fetches what of these parts isn't here yet. Rejects when one of the files can't be had. */
async function bring(parts: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = [...optional]
    .filter(([, of]) => of.some((part) => parts.includes(part)))
    .map(([path]) => path);
  const missing: string[] = [];
  for (const path of wanted) if ((await cache.match(path)) === undefined) missing.push(path);
  await cache.addAll(missing);
}

async function keep(parts: readonly string[]): Promise<boolean> {
  try {
    await note(parts);
    await bring(parts);
    return true;
  } catch {
    // Offline: the parts are noted, and come with the next call or the next version.
    return false;
  }
}

async function forgetOldFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== KEPT && !optional.has(pathname)) await cache.delete(request);
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(keptParts().then(bring));
});

self.addEventListener('activate', (event) => {
  // The first version claims its page, so that what it loads next is kept too.
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const message = event.data as Message;
  if (message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (message.type === 'KEEP') {
    event.waitUntil(keep(message.parts).then((done) => event.ports[0]?.postMessage(done)));
  }
});
