/** What a browser does of itself: keeps cookies, and says which page a request comes from. */
import { generateKeyPairSync } from 'node:crypto';

export interface Answer {
  readonly status: number;
  // the test says what it expects of it
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #server: string;
  /** of the page that calls; null: says nothing, as no browser does with a write */
  origin: string | null;

  constructor(server: string) {
    this.#server = server;
    this.origin = server;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { ...more };
    if (this.cookies.size > 0)
      headers['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (this.origin !== null && method !== 'GET') headers['origin'] = this.origin;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    if (body !== undefined) headers['content-type'] ??= 'application/json';
    const answer = await fetch(`${this.#server}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: text }),
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const raw = await answer.text();
    const json = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: answer.status, body: json ? JSON.parse(raw) : raw, headers: answer.headers };
  }
  get = (path: string, headers?: Record<string, string>) => this.send('GET', path, undefined, headers);
  post = (path: string, body?: unknown, headers?: Record<string, string>) =>
    this.send('POST', path, body, headers);
  put = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.send('PUT', path, body, headers);
  patch = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.send('PATCH', path, body, headers);
  delete = (path: string) => this.send('DELETE', path);
  signIn = (login: string, password: string) => this.post('/api/session', { login, password });

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const equals = pair.indexOf('=');
    const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
    const gone = attributes.some((one) => /^(Max-Age=0|Expires=Thu, 01 Jan 1970)/i.test(one));
    if (gone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** A public key as a browser hands it over. */
export const newPublicKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
