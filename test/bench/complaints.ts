/**
 * Complaints of real people, recorded by a field person's own device and sent to the server as a phone sends them:
 * signed, numbered, in batches.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { uuidv7 } from 'uuidv7';
import type { EnrolledDevice, SessionInfo } from '../../server/contract/session.ts';
import type { PulledDoc, PullLine, PushVerdict } from '../../server/contract/sync.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import type { BranchId, ComplaintId, DeviceId, PersonId, RegionId } from '../../src/domain/ids.ts';
import { eventUuidOf } from '../../src/domain/ids.ts';
import { formatReference } from '../../src/domain/reference.ts';
import type { DeviceCode } from '../../src/domain/reference.ts';
import { deviceKeys } from '../../src/domain/seal-webcrypto.ts';
import { instantOf } from '../../src/domain/time/moment.ts';
import type { Login, TestServer } from '../e2e/support/server.ts';
import { TestDevice } from '../integration/sync/world.ts';

type Row = Readonly<Record<string, string>>;

const FILE = join(import.meta.dirname, '..', 'fixtures', 'complaints.csv');
const BATCH = 200;
const MINUTE = 60_000;
/** The oldest came so long ago; the others are spread evenly over the time since. */
const PERIOD = 30 * 24 * 60 * MINUTE;

/** What the consumer said it is about, as somebody at a counter would put it down: 250 characters on average. */
function textOf(row: Row): string {
  const about = [row['Product'], row['Sub-product']].filter(Boolean).join(', ');
  const issue = [row['Issue'], row['Sub-issue']].filter(Boolean).join(': ');
  return (
    `${issue}. It is about ${about} and began on ${row['Date received']}. ` +
    `The answer so far, of ${row['Date sent to company']}: ${row['Company response']}. ` +
    `They ask that somebody looks at it again, tells them what went wrong, and puts it right. (${row['Complaint ID']})`
  );
}

export interface Phone {
  /** as its browser would: with its session, from our own pages */
  readonly fetch: typeof fetch;
  readonly person: PersonId;
  readonly device: TestDevice;
  readonly code: DeviceCode;
  /** Throws when one of them is refused. */
  push(docs: readonly ComplaintEvent[]): Promise<void>;
  /** What changed in this person's scope since they last asked. */
  pull(): Promise<PulledDoc[]>;
}

/** A session of that person on a phone of its own. */
export async function phoneOf(server: TestServer, { login, password }: Login): Promise<Phone> {
  let cookie = '';
  const post = async (path: string, body: unknown): Promise<Response> => {
    const response = await fetch(`${server.origin}${path}`, {
      method: 'POST',
      headers: { origin: server.origin, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const session = await post('/api/session', { login, password });
  cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { person } = (await session.json()) as SessionInfo;
  const keys = await deviceKeys(globalThis.crypto.subtle);
  const { publicKey } = keys;
  const enrolled = await post('/api/devices', { publicKey, label: 'bench' });
  const { device, code } = (await enrolled.json()) as EnrolledDevice;
  let since = '';
  const ask: typeof fetch = (url, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', server.origin);
    return fetch(url, { ...init, headers });
  };
  return {
    fetch: ask,
    person: person as PersonId,
    device: new TestDevice(device as DeviceId, person as PersonId, keys.privateKey),
    code: code as DeviceCode,
    async push(docs) {
      const answer = await post('/sync/redress_data/_bulk_docs', { docs });
      const verdicts = (await answer.json()) as PushVerdict[];
      const refused = verdicts.find((verdict) => 'error' in verdict);
      if (refused !== undefined) throw new Error(JSON.stringify(refused));
    },
    async pull() {
      const query = since === '' ? '' : `?since=${encodeURIComponent(since)}`;
      const answer = await ask(`${server.origin}/sync/pull${query}`);
      const docs: PulledDoc[] = [];
      for (const text of (await answer.text()).split('\n').filter((one) => one !== '')) {
        const line = JSON.parse(text) as PullLine;
        if ('doc' in line) docs.push(line.doc);
        else if ('checkpoint' in line) since = line.checkpoint;
      }
      return docs;
    },
  };
}

/**
 * Branch `n1` of region `north`. Half of the complaints are acknowledged; one in three left a name and a number.
 * @param count complaints, all open
 * @returns the events of one complaint after the other, signed and numbered
 */
export async function* recorded({ device, code }: Phone, count: number): AsyncGenerator<ComplaintEvent[]> {
  const rows = parse<Row>(readFileSync(FILE), { columns: true });
  const now = Date.now();
  for (let at = 0; at < count; at += 1) {
    const row = rows[at % rows.length] ?? {};
    const complaint = uuidv7() as ComplaintId;
    const came = now - PERIOD + Math.round((PERIOD * at) / count);
    const received = await device.event(complaint, {
      kind: 'received',
      data: {
        reference: formatReference(code, at + 1),
        branch: 'n1' as BranchId,
        region: 'north' as RegionId,
        channel: at % 4 === 0 ? 'phone' : 'inPerson',
        category: at % 3 === 0 ? ['repair', 'repair-again'] : [at % 3 === 1 ? 'invoice' : 'conduct'],
        wanted: [at % 2 === 0 ? 'repair' : 'explanation'],
        received: instantOf(came),
        policy: 'policy:default:1',
      },
      body: { text: textOf(row) },
    });
    const events = [received];
    const after = [eventUuidOf(received._id)];
    if (at % 3 === 0) {
      const body = { name: `${row['State']} ${row['Complaint ID']}`, phone: `+995 ${row['Complaint ID']}` };
      events.push(
        await device.event(complaint, { kind: 'partyChanged', data: { relation: 'customer' }, body }, after),
      );
    }
    if (at % 2 === 0) {
      const data = { channel: 'phone', on: instantOf(came + 90 * MINUTE) } as const;
      events.push(await device.event(complaint, { kind: 'acknowledged', data }, after));
    }
    yield events;
  }
}

/** Sends what `recorded` makes, as a phone of that person. @param count complaints */
export async function pushComplaints(server: TestServer, who: Login, count: number): Promise<void> {
  const phone = await phoneOf(server, who);
  let batch: ComplaintEvent[] = [];
  for await (const events of recorded(phone, count)) {
    batch.push(...events);
    if (batch.length < BATCH) continue;
    await phone.push(batch);
    batch = [];
  }
  if (batch.length > 0) await phone.push(batch);
}
