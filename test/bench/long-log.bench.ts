/**
 * What one more event costs on a complaint of ten thousand events, against one of a hundred, in the same run on the same
 * server: the push that admits it and makes the complaint anew, and the pull by another device of the same branch.
 */
import { uuidv7 } from 'uuidv7';
import type { ComplaintEvent, EventDraft } from '../../src/domain/events/event.ts';
import { eventUuidOf } from '../../src/domain/ids.ts';
import type { BranchId, ComplaintId, EventUuid, RegionId } from '../../src/domain/ids.ts';
import { instantOf } from '../../src/domain/time/moment.ts';
import { startServer } from '../e2e/support/server.ts';
import { phoneOf } from './complaints.ts';
import type { Phone } from './complaints.ts';
import { comparedTo, median, told } from './figures.ts';
import type { BenchLine } from './line.ts';
import { fieldPerson } from './people.ts';

const LONG = 10_000;
const SHORT = 100;
/** So many that the long one's end is measured at every length that it has. */
const ROUNDS = 192;
/** Each gets a few events more, so that a short one stays short. */
const SHORTS = 48;
const BATCH = 100;
const RATIO = 2;
/** Milliseconds until what was pushed can be pulled. */
const FOLLOWED = 40;

const text =
  'Called back at ten: the technician comes on Thursday, the part is on its way. They ask for a written answer and ' +
  'for the fee of the last visit; told them by when. Nothing else is open from our side, the branch has been told.';

interface Case {
  readonly id: ComplaintId;
  count: number;
  head: EventUuid | null;
}

/** As a long matter goes: mostly notes, now and then somebody assesses it, corrects it, or gives another number. */
function draftOf(count: number): EventDraft {
  if (count % 50 === 7)
    return { kind: 'assessed', data: { severity: count % 100 === 7 ? 'serious' : 'minor' } };
  if (count % 50 === 19) return { kind: 'corrected', data: { field: 'channel', value: 'email' } };
  if (count % 50 === 31)
    return { kind: 'partyChanged', data: { relation: 'customer' }, body: { phone: `+995 ${count}` } };
  return { kind: 'note', data: {}, body: { text } };
}

async function next({ device }: Phone, one: Case): Promise<ComplaintEvent> {
  const receipt: EventDraft<'received'> = {
    kind: 'received',
    data: {
      reference: `LONG-${one.id.slice(-6)}`,
      branch: 'n1' as BranchId,
      region: 'north' as RegionId,
      channel: 'phone',
      category: ['repair'],
      wanted: ['repair'],
      received: instantOf(Date.now()),
      policy: 'policy:default:1',
    },
    body: { text },
  };
  const draft = one.count === 0 ? receipt : draftOf(one.count);
  const event = await device.event(one.id, draft, one.head === null ? [] : [one.head]);
  one.count += 1;
  one.head = eventUuidOf(event._id);
  return event;
}

/** @returns milliseconds of each push */
async function grow(phone: Phone, one: Case, count: number): Promise<number[]> {
  const times: number[] = [];
  while (one.count < count) {
    const events: ComplaintEvent[] = [];
    while (events.length < BATCH && one.count < count) events.push(await next(phone, one));
    times.push((await timed(() => phone.push(events))).ms);
  }
  return times;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const since = performance.now();
  const value = await work();
  return { ms: performance.now() - since, value };
}
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface Costs {
  readonly push: number[];
  readonly pull: number[];
  readonly bytes: number[];
}
const noCosts = (): Costs => ({ push: [], pull: [], bytes: [] });

async function oneMore(author: Phone, reader: Phone, one: Case, costs: Costs): Promise<void> {
  const event = await next(author, one);
  costs.push.push((await timed(() => author.push([event]))).ms);
  await pause(FOLLOWED);
  const { ms, value } = await timed(() => reader.pull());
  if (!JSON.stringify(value).includes(event._id)) throw new Error('the pull does not have what was pushed');
  costs.pull.push(ms);
  costs.bytes.push(JSON.stringify(value).length / 1000);
}

async function* measured(author: Phone, reader: Phone): AsyncIterable<BenchLine> {
  const fresh = (): Case => ({ id: uuidv7() as ComplaintId, count: 0, head: null });
  const shorts = Array.from({ length: SHORTS }, fresh);
  for (const one of shorts) await grow(author, one, SHORT);
  const long = fresh();
  const filling = await grow(author, long, LONG);
  await pause(1_000);
  const first = await timed(() => reader.pull());
  const [little, much] = [noCosts(), noCosts()];
  // By turns, so that whatever else the machine does meanwhile slows all of them.
  for (let round = 0; round < ROUNDS; round += 1) {
    await oneMore(author, reader, shorts[round % SHORTS] as Case, little);
    await oneMore(author, reader, long, much);
  }
  const compared = (what: 'push' | 'pull'): { value: number; baseline: number; unit: string } => ({
    value: median(much[what]),
    baseline: median(little[what]),
    unit: 'ms',
  });
  yield comparedTo('push of one more event, at 10,000 events against 100', compared('push'), RATIO);
  yield comparedTo('pull of it by another device, at 10,000 events against 100', compared('pull'), RATIO);
  yield told('sent in such a pull at 10,000', median(much.bytes), 'kB');
  yield told('sent in such a pull at 100', median(little.bytes), 'kB');
  yield told('push of 100 events, the first ten batches', median(filling.slice(0, 10)), 'ms');
  yield told('push of 100 events, the last ten batches', median(filling.slice(-10)), 'ms');
  yield told(`first pull of all ${SHORTS + 1} complaints`, first.ms, 'ms');
}

export async function* run(): AsyncIterable<BenchLine> {
  const server = await startServer();
  try {
    const author = await phoneOf(server, await fieldPerson(server, 'n1'));
    const reader = await phoneOf(server, await fieldPerson(server, 'n1'));
    yield* measured(author, reader);
  } finally {
    await server.close();
  }
}
