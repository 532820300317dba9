/**
 * Who is signed in. Invariants:
 * - who was signed in on this device goes on working: neither a missing network nor a session that has ended takes
 *   anything away, only a sign-out does;
 * - the stores that are open are those of the account that is shown;
 * - after a sign-out nobody is signed in again without a password, also when the server heard of it later.
 */
import type { SessionInfo, SetupState } from '../../../server/contract/session.ts';
import type { DataClient } from '../../data/client.ts';
import type { PersonProfile } from '../../data/context.ts';
import { call } from './call.ts';
import type { Outcome, Refusal } from './call.ts';
import { enrol } from './enrol.ts';
import { STORED, forgetProfile, isLeaving, keepProfile, keptProfile } from './kept-profile.ts';

export type SessionState =
  /** nobody is known here, and the server is being asked */
  | { readonly kind: 'starting' }
  /** `unreached`: nobody is known here, and the server can't be asked; `setup`: there are no accounts at all yet */
  | { readonly kind: 'out'; readonly unreached: boolean; readonly setup: boolean }
  | {
      readonly kind: 'in';
      readonly profile: PersonProfile;
      /** work goes on; what is done syncs after the next sign-in */
      readonly expired: boolean;
      /** why the stores could not be opened */
      readonly stuck: string | null;
    };

export class Session {
  readonly #data: DataClient;
  readonly #listeners = new Set<() => void>();
  #state: SessionState = { kind: 'starting' };

  constructor(data: DataClient) {
    this.#data = data;
  }

  get state(): SessionState {
    return this.#state;
  }
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Opens what is kept at once, then asks the server what has changed. */
  start(): void {
    const kept = keptProfile();
    if (kept !== null) this.#show(kept);
    void this.ask();
    window.addEventListener('storage', ({ key }) => {
      if (key === STORED) this.#followOtherTab();
    });
    window.addEventListener('online', () => {
      if (this.#state.kind !== 'in' || this.#state.expired) void this.ask();
    });
    this.#data.listen(({ kind }) => {
      if (kind === 'status') void this.#hear();
    });
  }

  /** Asks the server who is signed in. */
  async ask(): Promise<void> {
    if (isLeaving()) {
      const ended = await call('DELETE', '/api/session');
      if (!ended.ok && ended.problem.code === 'network.offline') return this.#out(true);
      forgetProfile({ leaving: false });
    }
    const answer = await call<SessionInfo>('GET', '/api/session');
    if (answer.ok) {
      const problem = await this.#enter(answer.value);
      if (problem !== null && this.#state.kind === 'starting') this.#out(problem.code === 'network.offline');
      return;
    }
    const { code } = answer.problem;
    if (this.#state.kind === 'in') {
      if (code === 'session.required' || code === 'session.expired')
        this.#become({ ...this.#state, expired: true });
      return;
    }
    this.#out(code === 'network.offline');
    if (code === 'network.offline') return;
    const setup = await call<SetupState>('GET', '/api/setup');
    if (setup.ok && setup.value.needed) this.#become({ kind: 'out', unreached: false, setup: true });
  }

  async signIn(login: string, password: string): Promise<Refusal | null> {
    const answer = await call<SessionInfo>('POST', '/api/session', { login, password });
    return answer.ok ? this.#enter(answer.value) : answer.problem;
  }

  /** After what signs in by itself: a set-up. */
  signedIn(info: SessionInfo): Promise<Refusal | null> {
    return this.#enter(info);
  }

  async changePassword(current: string, next: string): Promise<Refusal | null> {
    const answer = await call<SessionInfo>('POST', '/api/session/password', { current, next });
    return answer.ok ? this.#enter(answer.value) : answer.problem;
  }

  /** Deletes nothing: what has not been sent is sent after the next sign-in of the same account. */
  async signOut(): Promise<void> {
    forgetProfile({ leaving: true });
    this.#out(false);
    await this.#data.api.close();
    const ended: Outcome = await call('DELETE', '/api/session');
    if (ended.ok) forgetProfile({ leaving: false });
  }

  async #enter(info: SessionInfo): Promise<Refusal | null> {
    const before = keptProfile();
    let { device } = info;
    if (device === null) {
      const enrolled = await enrol(this.#data, info.account);
      if (enrolled.ok) device = enrolled.value;
      else if (before?.account === info.account && before.device !== null) device = before.device;
      else return enrolled.problem;
    }
    const now: PersonProfile = { kind: 'person', ...info, device };
    // When the session ends changes with each answer, and is no reason to open the stores anew.
    const same =
      before !== null && JSON.stringify({ ...before, expires: 0 }) === JSON.stringify({ ...now, expires: 0 });
    const profile = same ? before : now;
    keepProfile(profile);
    this.#show(profile);
    return null;
  }

  #show(profile: PersonProfile): void {
    const stuck = this.#state.kind === 'in' ? this.#state.stuck : null;
    this.#become({ kind: 'in', profile, expired: false, stuck });
    void this.#data.api.open(profile).then((opened) => {
      const now = opened.ok ? null : opened.code;
      if (this.#state.kind !== 'in' || this.#state.profile.account !== profile.account) return;
      if (this.#state.stuck !== now) this.#become({ ...this.#state, stuck: now });
    });
  }

  #out(unreached: boolean): void {
    this.#become({ kind: 'out', unreached, setup: false });
  }

  /** Another tab signed in or out: a browser has one session. */
  #followOtherTab(): void {
    const kept = keptProfile();
    if (kept !== null) return this.#show(kept);
    this.#out(false);
    void this.#data.api.close();
  }

  /** Sync is the first to notice that a session has ended, or holds again. */
  async #hear(): Promise<void> {
    const { sync } = await this.#data.api.status();
    if (this.#state.kind !== 'in') return;
    if (sync === 'signIn' && !this.#state.expired) this.#become({ ...this.#state, expired: true });
    if (sync === 'idle' && this.#state.expired) this.#become({ ...this.#state, expired: false });
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
