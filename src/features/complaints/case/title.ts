/** Characters: two lines of a phone's heading. */
const LONGEST = 80;

/** A heading from what somebody said: its first sentence, or the beginning of a long one, cut between words. */
export function titleOf(text: string): string {
  const line = text.trim().split(/\n/, 1)[0] ?? '';
  const sentence = /^.*?[.!?。！？؟](?=\s|$)/u.exec(line)?.[0] ?? line;
  // A heading ends without a full stop.
  if (sentence.length <= LONGEST) return sentence.replace(/[.。]$/u, '');
  const cut = sentence.slice(0, LONGEST + 1);
  const space = cut.lastIndexOf(' ');
  // Chinese has no spaces; there it is cut between characters.
  const whole = space > LONGEST / 2 ? cut.slice(0, space) : Array.from(cut).slice(0, -1).join('');
  return `${whole}…`;
}
