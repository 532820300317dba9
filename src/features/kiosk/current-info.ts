import type { KioskInfo } from '../../../server/contract/session.ts';
import { fetchWhenFree } from '../../data/fetch-when-free.ts';

/** What the server says this kiosk is by now: another name, branch or survey. Null: no answer, or no session. */
export async function currentInfo(): Promise<KioskInfo | null> {
  try {
    const response = await fetchWhenFree('/api/kiosk');
    return response.ok ? ((await response.json()) as KioskInfo) : null;
  } catch {
    return null;
  }
}
