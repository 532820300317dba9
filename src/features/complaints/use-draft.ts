/**
 * What is being typed, on disk at every pause. Invariants: the screen's value is the newest; what is dropped is not
 * written again by a pause that comes later; an empty draft leaves nothing on disk.
 */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useData } from '../../data/context.ts';

/** Milliseconds without a keystroke. */
const PAUSE = 300;

export interface Draft<T> {
  /** null: what was kept is still being read */
  readonly value: T | null;
  readonly change: (next: T) => void;
  /** `failed`: a code, for want of room; what was typed is on the screen only */
  readonly state: 'untouched' | 'restored' | 'typing' | 'kept' | { readonly failed: string };
  /** Forgets it, on disk too, and starts anew. */
  readonly drop: () => Promise<void>;
}

/** @param key of the store's drafts @param empty as it begins; the same object at every rendering */
export function useDraft<T extends object>(key: string, empty: T): Draft<T> {
  const data = useData();
  const [value, setValue] = useState<T | null>(null);
  const [state, setState] = useState<Draft<T>['state']>('untouched');
  const unsaved = useRef<T | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const next = unsaved.current;
    if (next === null) return;
    unsaved.current = null;
    const isEmpty = JSON.stringify(next) === JSON.stringify(empty);
    if (isEmpty) {
      await data.api.dropDraft(key);
      return setState('untouched');
    }
    const saved = await data.api.saveDraft(key, next);
    // Something newer was typed meanwhile: its own pause will tell.
    if (unsaved.current === null) setState(saved.ok ? 'kept' : { failed: saved.code });
  }, [data, key, empty]);

  useEffect(() => {
    let over = false;
    void data.api.draft(key).then((found) => {
      if (over) return;
      const kept = typeof found === 'object' && found !== null;
      setValue(kept ? { ...empty, ...found } : empty);
      if (kept) setState('restored');
    });
    return () => {
      over = true;
    };
  }, [data, key, empty]);

  const leave = useEffectEvent(() => void flush());
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    const go = (): void => leave();
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', go);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', go);
    };
  }, []);
  useEffect(() => () => void flush(), [flush]);

  const change = (next: T): void => {
    setValue(next);
    // Once kept, it goes on being kept at every pause: a mark that came and went would only disturb.
    setState((before) => (before === 'kept' || before === 'restored' ? 'kept' : 'typing'));
    unsaved.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), PAUSE);
  };
  const drop = async (): Promise<void> => {
    clearTimeout(timer.current);
    unsaved.current = null;
    setValue(empty);
    setState('untouched');
    await data.api.dropDraft(key);
  };
  return { value, change, state, drop };
}
