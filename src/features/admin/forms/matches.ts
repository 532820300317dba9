/** Without case and accents, as people type on a phone. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** @returns whether each of the words is somewhere in the texts; no words match everything */
export function matches(words: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const text = plain(texts.filter((one) => typeof one === 'string').join(' '));
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
