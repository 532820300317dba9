import { useEffect, useEffectEvent, useState } from 'react';

/** What it takes to ask. A kiosk that waits for its first customer has time for it, and waits without it. */
async function fetchAsking() {
  const { newRun, Question, QuestionWay } = await import('./question.tsx');
  return { newRun, Question, QuestionWay };
}
type Asking = Awaited<ReturnType<typeof fetchAsking>>;

/** Milliseconds after the first screen: sooner than anybody has read it. */
const SOON = 1_000;

/**
 * @param wanted somebody is being asked; else it is fetched soon
 * @returns `asking`, null while it isn't here; `bring` fetches it at once
 */
export function useAsking(wanted: boolean): {
  readonly asking: Asking | null;
  readonly bring: () => Promise<Asking>;
} {
  const [asking, setAsking] = useState<Asking | null>(null);
  const bring = async (): Promise<Asking> => {
    const found = await fetchAsking();
    setAsking(found);
    return found;
  };
  // What could not be fetched is fetched when it is wanted.
  const fetch = useEffectEvent(() => void bring().catch(() => undefined));
  useEffect(() => {
    const timer = setTimeout(() => fetch(), wanted ? 0 : SOON);
    return () => clearTimeout(timer);
  }, [wanted]);
  return { asking, bring };
}
