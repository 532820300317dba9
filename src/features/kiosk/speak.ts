import { findLanguage, PSEUDO } from '../../i18n/languages.ts';
import type { LanguageCode } from '../../i18n/languages.ts';
import { showLanguage, shownLanguage } from '../../i18n/load.ts';

/** Shows a language for this customer only: the one in which the kiosk waits is not touched. */
export async function speak(code: string): Promise<void> {
  // Whoever looks at the pseudo-language wants to see it on every screen.
  if (shownLanguage() === PSEUDO || findLanguage(code) === undefined) return;
  await showLanguage(code as LanguageCode, { remember: false });
}
