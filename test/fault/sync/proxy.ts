/**
 * A network between devices and server that fails on purpose. Which request of a device fails, and how, is the seed's
 * choice; devices say who they are in a header of ours. Standing at the server's own address it needs no DNS.
 */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { DEVICE_HEADER } from './device/header.ts';
import { refusals } from './fault.ts';
import type { FaultKind } from './fault.ts';
import { between, pick, randomFrom, seedOf } from './random.ts';
import type { Random } from './random.ts';

export interface Network {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** how many requests were spoilt, by what */
  readonly spoilt: ReadonlyMap<FaultKind, number>;
  /** From now on nothing goes wrong. */
  heal(): void;
  close(): Promise<void>;
}

interface Weather {
  readonly seed: number;
  /** of the requests, how many fail: 0..1 */
  readonly share: number;
  readonly kinds: readonly FaultKind[];
}

export interface ServedFile {
  readonly type: string;
  readonly body: string;
}

/** @param port where the server listens, on this machine @param files what is served from here, by path */
export async function network(
  port: number,
  weather: Weather,
  files: ReadonlyMap<string, ServedFile>,
): Promise<Network> {
  const spoilt = new Map<FaultKind, number>();
  const counts = new Map<string, number>();
  let fine = weather.kinds.length === 0;

  const fate = (device: string): { readonly fault: FaultKind | null; readonly random: Random } => {
    const nth = (counts.get(device) ?? 0) + 1;
    counts.set(device, nth);
    const random = randomFrom(seedOf(weather.seed, Number(device), nth));
    if (fine || random() >= weather.share) return { fault: null, random };
    const fault = pick(random, weather.kinds);
    spoilt.set(fault, (spoilt.get(fault) ?? 0) + 1);
    return { fault, random };
  };

  const server = createServer((incoming, answer) => {
    const file = files.get(incoming.url?.split('?')[0] ?? '');
    if (file !== undefined) return void answer.writeHead(200, { 'content-type': file.type }).end(file.body);
    const device = String(incoming.headers[DEVICE_HEADER] ?? '0');
    const { fault: drawn, random } = fate(device);
    // A stream that never ends has no answer to wait for.
    const endless = incoming.url === '/sync/events' && (drawn === 'answerLost' || drawn === 'duplicated');
    const fault = endless ? 'lost' : drawn;
    carry(port, incoming, answer, fault, random).catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoilt,
    heal: () => {
      fine = true;
    },
    async close() {
      const closing = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closing;
    },
  };
}

async function carry(
  port: number,
  incoming: IncomingMessage,
  answer: ServerResponse,
  fault: FaultKind | null,
  random: Random,
): Promise<void> {
  if (fault === 'lost') return void incoming.socket.destroy();
  const refusal = fault === null ? undefined : refusals[fault];
  const body = await bytesOf(incoming);
  if (refusal !== undefined) {
    answer.writeHead(refusal.status, { 'content-type': 'text/html' }).end(refusal.body);
    return;
  }
  if (fault === 'slow') await pause(between(random, 20, 250));
  if (fault === 'cutThere') {
    await brokenOff(port, incoming, body, random);
    return void incoming.socket.destroy();
  }
  // The same packet again, after the first was taken or beside it.
  if (fault === 'duplicated') {
    // Nobody reads its answer, which a killed server does not end.
    const first = forward(port, incoming, body)
      .then(bytesOf)
      .catch(() => undefined);
    if (random() < 0.5) await first;
  }
  const back = await forward(port, incoming, body);
  if (fault === 'answerLost') {
    await bytesOf(back);
    return void incoming.socket.destroy();
  }
  answer.writeHead(back.statusCode ?? 502, back.rawHeaders);
  answer.on('close', () => back.destroy());
  if (fault === 'cutBack') {
    let left = between(random, 0, 20_000);
    for await (const piece of back) {
      const bytes = (piece as Buffer).subarray(0, left);
      answer.write(bytes);
      left -= bytes.length;
      // What is shorter is cut before its last byte.
      if (left === 0) break;
    }
    return void setImmediate(() => incoming.socket.destroy());
  }
  answer.flushHeaders();
  back.on('error', () => answer.destroy());
  back.pipe(answer);
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function ask(port: number, { method, url, headers }: IncomingMessage): ReturnType<typeof request> {
  const { [DEVICE_HEADER]: _device, host: _host, connection: _connection, ...rest } = headers;
  // A browser names the network, at which it believes the server to be.
  if (rest.origin !== undefined) rest.origin = `http://localhost:${port}`;
  return request({
    port,
    host: '127.0.0.1',
    method,
    path: url,
    headers: { ...rest, host: `localhost:${port}` },
  });
}

function forward(port: number, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    ask(port, incoming).once('response', resolve).once('error', reject).end(body);
  });
}

/** The server sees the beginning of a request, and then its connection go. */
async function brokenOff(
  port: number,
  incoming: IncomingMessage,
  body: Buffer,
  random: Random,
): Promise<void> {
  const asked = ask(port, incoming);
  asked.on('error', () => undefined);
  asked.on('response', (response) => response.destroy());
  asked.write(body.subarray(0, Math.max(1, Math.floor(body.length * random()))));
  await pause(5);
  asked.destroy();
}
