/** Whether all that a device told its user was saved is on the server, once, as it was written and signed. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Entry, Ledger } from '../ledger.ts';
import type { Raw } from '../store.ts';
import type { Findings } from './findings.ts';
import { contentOf, without } from './findings.ts';
import type { World } from './world.ts';
import { itemsOf, logOf } from './world.ts';

export function checkKept(world: World, ledger: Ledger, found: Findings): void {
  const items = new Map(itemsOf(world).map((item) => [item._id, item]));
  for (const entry of ledger.confirmed.values()) {
    if (entry.does === 'draft') continue;
    const item = itemOf(entry, items);
    const where = `step ${entry.op} (${entry.kind}) of device ${entry.device}`;
    if (item === undefined) found.add('lost', `${where}: ${idOf(entry)} is not on the server`);
    else found.unless(isAsSaid(item, entry), 'lost', () => `${where}: ${item._id} is not what was saved`);
    const party = entry.said['party'];
    if (entry.does === 'record' && party !== null && !hasParty(entry, party, items))
      found.add('lost', `${where}: who complained is not on the server`);
  }
  checkOnce(world, ledger, found);
  for (const item of items.values()) checkSealed(item, world, found);
}

const idOf = ({ does, complaint, made }: Entry): string =>
  does === 'respond' ? `response:${made}` : `event:${complaint}:${made ?? '(received)'}`;

function itemOf(entry: Entry, items: ReadonlyMap<string, Raw>): Raw | undefined {
  if (entry.made !== null) return items.get(idOf(entry));
  return [...items.values()].find(
    (item) => item['complaint'] === entry.complaint && item['kind'] === 'received',
  );
}

function isAsSaid(item: Raw, { does, said, kind }: Entry): boolean {
  const body = (item['body'] ?? {}) as Readonly<Record<string, unknown>>;
  const data = (item['data'] ?? {}) as Readonly<Record<string, unknown>>;
  switch (does) {
    case 'record':
      return body['text'] === said['text'] && data['reference'] === said['reference'];
    case 'respond': {
      const { survey, answers, complete, texts } = said;
      const typed = body['texts'] ?? {};
      return (
        contentOf([survey, answers, complete, texts]) ===
        contentOf([item['survey'], item['answers'], item['complete'], typed])
      );
    }
    case 'party':
      return (
        item['kind'] === kind && contentOf(without(body, 'salt')) === contentOf(detailsOf(said['party']))
      );
    default:
      return (
        item['kind'] === kind && contentOf(data) === contentOf(said['data']) && body['text'] === said['text']
      );
  }
}

const detailsOf = (party: unknown) => without(party as Readonly<Record<string, unknown>>, 'relation');

const hasParty = ({ complaint }: Entry, party: unknown, items: ReadonlyMap<string, Raw>): boolean =>
  [...items.values()].some(
    (item) =>
      item['complaint'] === complaint &&
      item['kind'] === 'partyChanged' &&
      contentOf(without((item['body'] ?? {}) as Raw, 'salt')) === contentOf(detailsOf(party)),
  );

/** Steps leave their number in what they write. */
function checkOnce(world: World, ledger: Ledger, found: Findings): void {
  const numbers = new Map<string, string[]>();
  const texts = new Map<number, string[]>();
  const references = new Map<string, Set<string>>();
  for (const item of itemsOf(world)) {
    const number = `number ${String(item['seq'])} of ${String(item['device'])}`;
    numbers.set(number, [...(numbers.get(number) ?? []), item._id]);
    const op = /"op (\d+): /.exec(JSON.stringify(item['body'] ?? null))?.[1];
    if (op !== undefined) texts.set(Number(op), [...(texts.get(Number(op)) ?? []), item._id]);
    if (item['kind'] !== 'received') continue;
    const { reference } = item['data'] as { reference: string };
    references.set(reference, (references.get(reference) ?? new Set()).add(String(item['complaint'])));
  }
  for (const [number, ids] of numbers)
    found.unless(ids.length === 1, 'duplicated', () => `${number}: ${ids.join(', ')}`);
  for (const [op, ids] of texts) {
    found.unless(ids.length === 1, 'duplicated', () => `step ${op}: ${ids.join(', ')}`);
    const denied = ledger.denied.get(op);
    if (denied !== undefined)
      found.add('duplicated', `step ${op} was denied (${denied.code}) and is there: ${ids.join(', ')}`);
  }
  for (const [reference, complaints] of references)
    found.unless(
      complaints.size === 1,
      'duplicated',
      () => `reference ${reference}: ${[...complaints].join()}`,
    );
  for (const [id, { _id }] of world.complaints) {
    const ids = logOf(world, id).map(({ event }) => event._id);
    found.unless(
      new Set(ids).size === ids.length,
      'duplicated',
      () => `${_id} has an event twice in its log`,
    );
  }
}

/** The signature by the device's key, the body by its hash, and no doubt about its place in the chain. */
function checkSealed(item: Raw, { devices }: World, found: Findings): void {
  const device = devices.find((one) => one.device === item['device']);
  if (device === undefined) return found.add('diverged', `${item._id} is by nobody's device`);
  const header = Object.fromEntries(
    Object.entries(item).filter(
      ([name]) => (name === '_id' || !name.startsWith('_')) && !['body', 'admitted', 'sig'].includes(name),
    ),
  );
  const key = createPublicKey({ key: device.publicKey as never, format: 'jwk' });
  const signed = verify(
    'sha256',
    Buffer.from(contentOf(header)),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(String(item['sig']), 'base64url'),
  );
  found.unless(signed, 'diverged', () => `${item._id}: its signature is not valid`);
  found.unless(item['by'] === device.person, 'diverged', () => `${item._id} is by somebody else`);
  const hash = item['body'] === undefined ? null : sha256(contentOf(item['body']));
  found.unless(item['bodyHash'] === hash, 'diverged', () => `${item._id}: its body is another`);
  const { flags = [] } = (item['admitted'] ?? {}) as { flags?: readonly string[] };
  const doubts = flags.filter((flag) => flag !== 'assignee.outside');
  found.unless(doubts.length === 0, 'diverged', () => `${item._id} is flagged ${doubts.join(', ')}`);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
