/** CouchDB's own replicator against `/sync/<db>`, where there is a CouchDB to replicate with. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import { couchdbUrl } from '../store/couch.ts';
import { serve } from './served.ts';
import { newComplaint } from './world.ts';

interface Session {
  readonly ok?: boolean;
  readonly no_changes?: boolean;
  readonly history?: readonly { readonly docs_written: number; readonly doc_write_failures: number }[];
}

class Couch {
  readonly #origin: string;
  readonly #authorization: string;
  readonly name = `replica_${randomBytes(6).toString('hex')}`;

  constructor(url: string) {
    const { origin, username, password } = new URL(url);
    this.#origin = origin;
    this.#authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  }
  get own(): object {
    return { url: `${this.#origin}/${this.name}`, headers: { authorization: this.#authorization } };
  }
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { authorization: this.#authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  }
  replicate(source: object, target: object): Promise<Session> {
    return this.ask('POST', '/_replicate', { source, target });
  }
  async ids(): Promise<string[]> {
    const { rows } = await this.ask<{ rows: { id: string }[] }>('GET', `/${this.name}/_all_docs`);
    return rows.map(({ id }) => id);
  }
}

test.runIf(couchdbUrl !== undefined)('CouchDB replicates exactly the scope, both ways', async () => {
  const couch = new Couch(couchdbUrl ?? '');
  const served = await serve();
  try {
    await couch.ask('PUT', `/${couch.name}`);
    const field = await served.person('field', { branches: ['n1'] });
    const south = await served.person('field', { branches: ['s1'] });
    const id = newComplaint();
    const received = await field.device.received(id);
    const party = {
      kind: 'partyChanged' as const,
      data: { relation: 'customer' as const },
      body: { name: 'Nino' },
    };
    await field.push([received, await field.device.event(id, party, [eventUuidOf(received._id)])]);
    await south.push([await south.device.received(newComplaint(), 's1', 'south')]);
    const ours = {
      url: `${served.origin.replace('localhost', '127.0.0.1')}/sync/redress_data`,
      headers: { authorization: `Bearer ${field.token}` },
    };
    const wanted = [`complaint:${id}`, `party:${id}`];
    await expect
      .poll(async () => {
        await couch.replicate(ours, couch.own);
        return couch.ids();
      })
      .toEqual(wanted);
    expect(await couch.replicate(ours, couch.own)).toMatchObject({ ok: true });

    const other = newComplaint();
    const mine = await field.device.received(other);
    const notMine = await field.device.received(newComplaint(), 's1', 'south');
    await couch.ask('POST', `/${couch.name}/_bulk_docs`, { docs: [mine, notMine] });
    const pushed = await couch.replicate(couch.own, ours);
    expect(pushed.history?.[0]).toMatchObject({ docs_written: 1, doc_write_failures: 1 });
    await expect
      .poll(async () => {
        await couch.replicate(ours, couch.own);
        return couch.ids();
      })
      .toContain(`complaint:${other}`);
    const again = await couch.ask<{ _conflicts?: unknown }>(
      'GET',
      `/${couch.name}/complaint:${id}?conflicts=true`,
    );
    expect(again._conflicts).toBeUndefined();
  } finally {
    await couch.ask('DELETE', `/${couch.name}`);
    await served.close();
  }
});
