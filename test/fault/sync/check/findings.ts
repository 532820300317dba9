/** What was promised and is not so. */
export const promises = ['lost', 'duplicated', 'diverged', 'leaked'] as const;
export type Promised = (typeof promises)[number];

export interface Finding {
  readonly broken: Promised;
  readonly what: string;
}

export class Findings {
  readonly all: Finding[] = [];

  add(broken: Promised, what: string): void {
    this.all.push({ broken, what });
  }
  unless(holds: boolean, broken: Promised, what: () => string): void {
    if (!holds) this.add(broken, what());
  }
}

/** Text that is the same for the same content, whatever the order of its fields. */
export function contentOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(contentOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${contentOf(field)}`).join()}}`;
}

export const without = (value: Readonly<Record<string, unknown>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
