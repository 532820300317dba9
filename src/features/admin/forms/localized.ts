/** Names as they are saved: without what was left empty. */
import type { LocalizedText } from '../../../domain/registry.ts';

export function tidyNames(names: LocalizedText): LocalizedText {
  const { default: name, ...others } = names;
  const kept = Object.entries(others)
    .map(([language, text]) => [language, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return { default: name.trim(), ...Object.fromEntries(kept) };
}
