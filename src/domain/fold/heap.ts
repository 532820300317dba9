/** A binary heap: the least of what waits, in logarithmic time. */
export class MinHeap<T> {
  private readonly items: T[] = [];
  private readonly isBefore: (one: T, other: T) => boolean;

  constructor(isBefore: (one: T, other: T) => boolean) {
    this.isBefore = isBefore;
  }

  push(item: T): void {
    let at = this.items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  pop(): T | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return top;
    this.items[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const least = this.before(right, left) ? right : left;
      if (!this.swapIfBefore(least, at)) return top;
      at = least;
    }
  }

  private before(one: number, other: number): boolean {
    const [a, b] = [this.items[one], this.items[other]];
    return a !== undefined && b !== undefined && this.isBefore(a, b);
  }

  private swapIfBefore(one: number, other: number): boolean {
    const [a, b] = [this.items[one], this.items[other]];
    if (a === undefined || b === undefined || !this.isBefore(a, b)) return false;
    this.items[one] = b;
    this.items[other] = a;
    return true;
  }
}
