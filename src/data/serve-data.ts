/** What screens ask of the device's store (`api.ts`), on one opened account at a time. */
import type { Uuid } from '../domain/ids.ts';
import { Account } from './account.ts';
import type { DataApi, DeviceStatus, Profile, Registry, Saved } from './api.ts';
import type { Holding } from './holding.ts';
import type { Surroundings } from './ports.ts';
import { rescueFile } from './rescue.ts';
import { DRAFT_OF_RESPONSE, isMade, responseItem } from './responses.ts';
import { problem, saved } from './saved.ts';
import { failureOf } from './store/failure.ts';
import { Tidings } from './tidings.ts';
import type { Work } from './work.ts';

const noRegistry: Registry = {
  organisation: null,
  regions: [],
  branches: [],
  categories: [],
  people: [],
  surveys: [],
};

/** A write that nothing typed depends on: that it failed shows in the status. @returns whether it did not */
async function tolerated(account: Pick<Account<Holding>, 'failed'>, write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    account.failed(error);
    return false;
  }
}

/** @param work what is worked on here */
export function createDataFor<H extends Holding>(work: Work<H>, around: Surroundings): DataApi {
  const tidings = new Tidings();
  let open: Account<H> | null = null;
  /** opening and closing, one after the other; other calls wait for it */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const mine = turn.then(step, step);
    turn = mine.catch(() => undefined);
    return mine;
  };
  /** somebody was answered since the last opening */
  let answered = false;
  const current = async (): Promise<Account<H> | null> => {
    await turn;
    answered = true;
    return open;
  };
  const closeOpen = async (): Promise<void> => {
    const closing = open;
    open = null;
    await closing?.close();
  };
  /** A write to the account's outbox. */
  const write = async <T extends object>(
    make: (account: Account<H>) => Promise<Saved<T>>,
  ): Promise<Saved<T>> => {
    const account = await current();
    if (account === null) return problem('store.closed');
    const result = await saved(
      () => make(account),
      (error) => account.failed(error),
    );
    if (result.ok) account.wrote();
    return result;
  };

  return {
    open: (profile: Profile) =>
      inTurn(async (): Promise<Saved> => {
        if (open !== null && JSON.stringify(open.profile) === JSON.stringify(profile)) {
          open.wake();
          return { ok: true };
        }
        await closeOpen();
        try {
          open = await Account.open(profile, work, around, tidings.tell);
        } catch (error) {
          return problem(failureOf(error));
        }
        // Whoever asks from now on is answered from this account.
        if (answered)
          for (const kind of ['registry', 'complaints', 'status', 'drafts'] as const) tidings.tell(kind);
        answered = false;
        return { ok: true };
      }),
    close: () => inTurn(closeOpen),
    publicKey: async (account) => (await around.keys.of(account)).publicKey,

    registry: async () => (await current())?.set.registry.view() ?? noRegistry,
    ...work.cases({ current, write }, around),

    finishResponse: (draft, complete) =>
      write(async (account): Promise<Saved<{ readonly id: string }>> => {
        const { maker, profile } = account;
        if (maker === null) return problem('device.notEnrolled');
        const made = responseItem(draft, complete, {
          id: (draft.id as Uuid | undefined) ?? around.uuid(),
          now: around.now(),
          by: profile.kind,
        });
        if (!made.ok) return made;
        if (!isMade(account.outbox, made.item._id))
          await account.outbox.append(maker, (pen) => pen.item(made.item));
        // The response is on disk: should the draft outlive it, the next one replaces it, or the next start drops it.
        await tolerated(account, account.drafts.drop(DRAFT_OF_RESPONSE));
        return { ok: true, id: made.item._id };
      }),

    saveDraft: async (key, value): Promise<Saved> => {
      const account = await current();
      if (account === null) return problem('store.closed');
      return await saved(
        async () => {
          await account.drafts.save(key, value);
          account.signals.post({ kind: 'drafts' });
          return { ok: true } as const;
        },
        (error) => account.failed(error),
      );
    },
    draft: async (key) => (await (await current())?.drafts.read(key)) ?? null,
    dropDraft: async (key) => {
      const account = await current();
      if (account === null) return;
      await tolerated(account, account.drafts.drop(key));
      account.signals.post({ kind: 'drafts' });
    },

    status: async (): Promise<DeviceStatus> => {
      const account = await current();
      if (account !== null) return await account.status();
      const online = around.online();
      return {
        account: null,
        online,
        sync: online ? 'idle' : 'offline',
        waiting: 0,
        held: 0,
        lastSync: null,
        progress: null,
        storage: await around.storage.estimate(),
        full: false,
      };
    },
    held: async () => (await current())?.held() ?? [],
    retryHeld: async () => {
      const account = await current();
      if (account !== null && (await tolerated(account, account.outbox.release()))) account.wrote();
    },
    rescueFile: async () => {
      const account = await current();
      if (account === null) return '';
      const { outbox, name, maker } = account;
      return rescueFile(outbox, { account: name, device: maker?.device ?? null, now: around.now() });
    },
    syncNow: async () => (await current())?.wake(),
    onChange: async (listener) => tidings.listen(listener),
  };
}
