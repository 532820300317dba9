/**
 * Who had seen what: for each event the set of those that come before it by cause, as bits. Of 2,000 events that
 * takes half a megabyte, of 20,000 fifty. The first event, the receipt, is an ancestor of all: nobody can work on a
 * complaint that they have not seen, even where the events between have not arrived yet.
 */
export class Ancestry {
  private readonly words: number;
  private readonly bits: Uint32Array;

  /** @param parents for each position the positions, all smaller, that it names as seen */
  constructor(parents: readonly (readonly number[])[]) {
    this.words = Math.max(1, (parents.length + 31) >> 5);
    this.bits = new Uint32Array(this.words * parents.length);
    for (const [pos, seen] of parents.entries()) {
      const row = pos * this.words;
      for (const parent of seen) {
        const from = parent * this.words;
        for (let word = 0; word < this.words; word += 1) {
          this.bits[row + word] = (this.bits[row + word] ?? 0) | (this.bits[from + word] ?? 0);
        }
        this.mark(row, parent);
      }
      if (pos > 0) this.mark(row, 0);
    }
  }

  /** Whether the author of the event at `later` had seen the one at `earlier`. An event has not seen itself. */
  hadSeen(later: number, earlier: number): boolean {
    return (((this.bits[later * this.words + (earlier >> 5)] ?? 0) >>> (earlier & 31)) & 1) === 1;
  }

  private mark(row: number, pos: number): void {
    this.bits[row + (pos >> 5)] = (this.bits[row + (pos >> 5)] ?? 0) | (1 << (pos & 31));
  }
}
