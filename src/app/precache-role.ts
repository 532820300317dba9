import type { ShownLanguage } from '../i18n/languages.ts';

type Role = 'field' | 'kiosk' | 'manager' | 'analyst' | 'admin';

/** Parts are named in `scripts/build/parts.ts`, after the feature folders. What a field worker needs is always here. */
const PARTS: Readonly<Record<Role, readonly string[]>> = {
  field: ['surveys'],
  kiosk: ['kiosk', 'surveys'],
  manager: ['reports', 'surveys'],
  analyst: ['reports'],
  admin: ['admin', 'surveys'],
};

/**
 * Asks the service worker to fetch and keep what a role and a language need, so that they work offline. Call it after
 * sign-in and when the language changes.
 * @returns whether all of it is on the device now; false: offline, or no service worker (a development server)
 */
export async function precacheRole(role: Role, language: ShownLanguage): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  const { active } = await navigator.serviceWorker.ready;
  if (active === null) return false;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<boolean>) => {
      port1.close();
      resolve(data);
    };
    active.postMessage({ type: 'KEEP', parts: [...PARTS[role], `language-${language}`] }, [port2]);
  });
}
