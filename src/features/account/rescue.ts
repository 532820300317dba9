/** Hands a text to the browser as a file to keep. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own hold of it once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `redress-rescue-2026-11-17.json` @param now Unix milliseconds */
export const rescueName = (now: number): string =>
  `redress-rescue-${new Date(now).toISOString().slice(0, 10)}.json`;
