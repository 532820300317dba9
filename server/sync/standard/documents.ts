/** `GET /sync/<db>/<id>` with every option of CouchDB's, and attachments, of which there are none. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocWithRevisions } from '../../store/store.ts';
import type { SyncServices } from '../sync.ts';
import { enterToRead } from './doors.ts';
import { badRequest, deny, missing } from './failure.ts';
import { leafOf, shown } from './leaf.ts';
import { Options } from './query.ts';

/** Revisions of one document that are asked for at once. */
const MOST_REVS = 1_000;

interface Params {
  readonly db: string;
  readonly id: string;
}
type OpenRev = { readonly ok: Record<string, unknown> } | { readonly missing: string };

function openRevs(doc: DocWithRevisions, asked: 'all' | readonly string[], options: Options): OpenRev[] {
  if (asked === 'all') return [{ ok: shown(doc, options) }];
  const latest = options.flag('latest');
  const found = asked.map((rev): OpenRev => {
    const leaf = leafOf(doc, rev, latest);
    return leaf === null ? { missing: rev } : { ok: shown(leaf, options) };
  });
  // two ancestors of one leaf are one answer
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** CouchDB's replicator reads nothing but multipart when it asks for revisions one document at a time. */
function multipart(reply: FastifyReply, revs: readonly OpenRev[]): FastifyReply {
  const boundary = randomBytes(16).toString('hex');
  const parts = revs.map((one) => {
    const type = 'ok' in one ? 'application/json' : 'application/json; error="true"';
    return `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${JSON.stringify('ok' in one ? one.ok : one)}\r\n`;
  });
  return reply.type(`multipart/mixed; boundary="${boundary}"`).send(`${parts.join('')}--${boundary}--`);
}

function askedRevs(options: Options): 'all' | readonly string[] | null {
  if (!options.has('open_revs')) return null;
  return options.text('open_revs') === 'all' ? 'all' : (options.strings('open_revs', MOST_REVS) ?? []);
}

export function documentRoutes(app: FastifyInstance, services: SyncServices): void {
  app.get<{ Params: Params }>('/sync/:db/:id', async (request, reply) => {
    const view = await enterToRead(services, request, reply);
    if (view === null) return reply;
    const options = new Options(request);
    const asked = askedRevs(options);
    const [doc = null] = await view.read([request.params.id]);
    if (asked !== null) {
      const revs =
        doc !== null
          ? openRevs(doc, asked, options)
          : asked === 'all'
            ? []
            : asked.map((rev) => ({ missing: rev }));
      if (asked === 'all' && revs.length === 0) return deny(reply, missing);
      const accept = request.headers.accept ?? '';
      return accept.includes('multipart/mixed') && !accept.includes('application/json')
        ? multipart(reply, revs)
        : reply.send(revs);
    }
    const leaf = leafOf(doc, options.text('rev'), options.flag('latest'));
    if (leaf === null) return deny(reply, missing);
    const etag = `"${leaf._rev}"`;
    void reply.header('etag', etag);
    return request.headers['if-none-match'] === etag
      ? reply.code(304).send()
      : reply.send(shown(leaf, options));
  });

  const noAttachments = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const view = await enterToRead(services, request, reply);
    if (view === null) return reply;
    return request.method === 'GET' || request.method === 'HEAD'
      ? deny(reply, { ...missing, reason: 'Document is missing attachment' })
      : deny(reply, badRequest('Bytes of evidence go to /sync/blob/<sha256>.'));
  };
  app.route({ method: ['GET', 'PUT', 'DELETE'], url: '/sync/:db/:id/*', handler: noAttachments });
}
