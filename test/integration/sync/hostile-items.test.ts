/** Hostile pushes and evidence that lies: each refused with a stable code, nothing changed, memory bounded. */
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { canonicalText } from '../../../src/domain/canonical.ts';
import { every } from '../../../server/cases/paging.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import { describeEngines } from '../store/engines.ts';
import { serve } from './served.ts';
import type { Client, Served } from './served.ts';
import { newComplaint, openWorld } from './world.ts';
import type { World } from './world.ts';

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let at = 0; at < levels; at += 1) value = [value];
  return value;
};

describeEngines('a batch of hostile items', (fresh) => {
  const worlds: World[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  it('is refused item by item with stable codes, and leaves the store as it was', async () => {
    const { open, dataDir } = await fresh();
    const world = await openWorld(await open(), dataDir);
    worlds.push(world);
    const { data } = world.context.stores;
    const field = await world.person('field', { branches: ['n1'] });
    const other = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    await admitBatch(world.cases, { via: field.account }, [await field.device.received(id)]);
    const note = () => field.device.event(id, { kind: 'note', data: {}, body: { text: 'x' } });
    const whole = await note();
    const items: [unknown, string][] = [
      [{ ...whole, device: { toString: 7 } }, 'schema.invalid'],
      [{ ...whole, device: ['x'] }, 'schema.invalid'],
      [{ ...whole, seq: { valueOf: 1 } }, 'schema.invalid'],
      [{ ...whole, seq: 2 ** 53 }, 'schema.invalid'],
      [{ ...whole, _rev: { toString: 7 } }, 'schema.invalid'],
      [{ ...whole, _rev: '9007199254740993-a' }, 'schema.invalid'],
      [{ ...whole, _revisions: { start: 2, ids: ['a', 'b'] } }, 'schema.invalid'],
      [{ ...whole, _revisions: 7 }, 'schema.invalid'],
      [{ ...whole, _deleted: true }, 'schema.invalid'],
      [{ ...whole, _conflicts: [] }, 'schema.invalid'],
      [{ ...whole, _anything: 1 }, 'schema.invalid'],
      [{ ...whole, data: deep(20_000) }, 'schema.invalid'],
      [{ ...whole, data: { a: deep(100) } }, 'schema.invalid'],
      [{ ...whole, data: { a: 'x'.repeat(300_000) } }, 'item.tooLarge'],
      [{ ...whole, body: { ...whole.body, text: 'altered' } }, 'body.hash'],
      [{ ...whole, kind: 'closed', data: { reason: 'withdrawn' } }, 'signature.invalid'],
      [{ ...whole, sig: undefined }, 'schema.invalid'],
      [{ ...whole, by: other.id }, 'device.person'],
      [{ ...whole, device: other.device.id, by: other.id }, 'signature.invalid'],
      [{ ...whole, _id: `event:${newComplaint()}:${uuidv7()}` }, 'id.mismatch'],
      [{ ...whole, _id: `event:${id}:..` }, 'schema.invalid'],
      [{ ...whole, _id: `event:${id}:${uuidv7()}\u0000` }, 'schema.invalid'],
      [{ ...whole, _id: '_design/x' }, 'type.unknown'],
      [{ ...whole, _id: 'chain:x' }, 'type.unknown'],
      [{ ...whole, _id: `complaint:${id}` }, 'type.unknown'],
      [{ _id: 7 }, 'schema.invalid'],
      [[], 'schema.invalid'],
      [7, 'schema.invalid'],
    ];
    const content = async (): Promise<string> => {
      const docs: string[] = [];
      for await (const doc of every(data, '')) docs.push(canonicalText(doc));
      return docs.join('\n');
    };
    const before = await content();
    const verdicts = await admitBatch(
      world.cases,
      { via: field.account },
      items.map(([item]) => item),
    );
    expect(verdicts.map((one) => ('error' in one ? one.reason : JSON.stringify(one)))).toEqual(
      items.map(([, code]) => code),
    );
    expect(await content()).toBe(before);
  });
});

describe('over HTTP', () => {
  let served: Served;
  let field: Client;
  beforeAll(async () => {
    served = await serve();
    field = await served.person('field', { branches: ['n1'] });
  });
  afterAll(() => served.close());

  const path = '/sync/redress_data/_bulk_docs';
  const post = async (
    body: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<[number, unknown]> => {
    const answer = await field.ask(path, {
      method: 'POST',
      body: body as string,
      headers: { 'redress-waiting': '0', ...headers },
    });
    const { error } = (await answer.json()) as { error: { code: string } };
    return [answer.status, error.code];
  };

  test.each([
    ['no JSON', '{"docs":[', 400, 'server.json'],
    ['a polluted prototype', '{"docs":[{"__proto__":{}}]}', 400, 'server.json'],
    ['no documents', '{}', 422, 'schema.invalid'],
    ['documents that are none', '{"docs":7}', 422, 'schema.invalid'],
    ['a million ids', `{"docs":[${'1,'.repeat(1_000_000)}1]}`, 422, 'schema.invalid'],
    ['nine million bytes', `{"docs":["${'x'.repeat(9_000_000)}"]}`, 413, 'server.tooLarge'],
  ])('%s is refused as a whole', async (_what, body, status, code) => {
    expect(await post(body)).toEqual([status, code]);
  });

  test('a gzip bomb is not unpacked', async () => {
    const before = process.memoryUsage().rss;
    expect(await post(gzipSync(Buffer.alloc(100_000_000, 0x20)), { 'content-encoding': 'gzip' })).toEqual([
      400,
      'server.json',
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test('a body of 200 MB that does not say so is cut at the limit', async () => {
    const { hostname, port } = new URL(served.origin);
    const headers = {
      authorization: `Bearer ${field.token}`,
      'content-type': 'application/json',
      'redress-waiting': '0',
    };
    const sent = request({ hostname, port, path, method: 'POST', headers });
    const piece = Buffer.alloc(1_000_000, 0x5b);
    let pieces = 0;
    const status = await new Promise<number>((resolve) => {
      sent.on('response', ({ statusCode = 0 }) => resolve(statusCode));
      sent.on('error', () => resolve(0));
      const more = (): void => {
        while (pieces < 200 && !sent.destroyed) {
          pieces += 1;
          if (!sent.write(piece)) return void sent.once('drain', more);
        }
      };
      more();
    });
    sent.destroy();
    expect([0, 413]).toContain(status);
    expect(pieces).toBeLessThan(100);
    expect((await field.ask('/api/session')).status).toBe(200);
  });

  test('evidence whose hash or size lies leaves nothing behind', async () => {
    const id = newComplaint();
    await field.push([await field.device.received(id)]);
    const bytes = Buffer.from('what was photographed');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const claim = { complaint: id, hash, size: bytes.length, mime: 'image/png' };
    expect(
      await field.push([await field.device.item({ _id: `evidence:${id}:${uuidv7()}`, ...claim })]),
    ).toMatchObject([{ ok: true }]);
    const blob = `/sync/blob/${hash}`;
    const put = (body: string, headers: Record<string, string> = {}) =>
      field.ask(blob, {
        method: 'PUT',
        body,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      });
    await expect.poll(async () => (await field.ask(blob, { method: 'HEAD' })).status).toBe(206);
    const lie = await put('x'.repeat(bytes.length));
    expect([lie.status, ((await lie.json()) as { error: { code: string } }).error.code]).toEqual([
      422,
      'blob.hash',
    ]);
    expect((await put('x', { 'content-range': 'bytes 0-0/99999999999' })).status).toBe(413);
    expect((await put('x', { 'content-range': 'bytes x' })).status).toBe(413);
    expect((await field.ask(blob, { method: 'HEAD' })).status).toBe(206);
    expect((await field.ask(blob)).status).toBe(404);
    expect((await put(bytes.toString())).status).toBe(201);
    expect(await (await field.ask(blob)).text()).toBe(bytes.toString());
    const unclaimed = createHash('sha256').update('never claimed').digest('hex');
    expect(
      (await field.ask(`/sync/blob/${unclaimed}`, { method: 'PUT', body: 'never claimed' })).status,
    ).toBe(404);
  });
});
