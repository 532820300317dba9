import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Full key (`namespace:path.to.key`) to text. */
export type Texts = ReadonlyMap<string, string>;

/** Something wrong, as one line of the check's output. */
export interface Finding {
  readonly language: string;
  readonly key: string;
  readonly rule: string;
  readonly detail: string;
}

export interface ReadLanguage {
  readonly texts: Texts;
  readonly findings: readonly Finding[];
}

/** Reads every namespace of `folder/<language>/`; what is no text (a list, a number, broken JSON) is a finding. */
export function readLanguage(folder: string, language: string): ReadLanguage {
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  const walk = (key: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(key, value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value))
        walk(key.endsWith(':') ? key + name : `${key}.${name}`, inner);
    } else findings.push({ language, key, rule: 'not-a-text', detail: JSON.stringify(value) });
  };
  const path = join(folder, language);
  const files = existsSync(path) ? readdirSync(path).filter((file) => file.endsWith('.json')) : [];
  for (const file of files) {
    const namespace = `${file.slice(0, -'.json'.length)}:`;
    try {
      walk(namespace, JSON.parse(readFileSync(join(path, file), 'utf8')));
    } catch (problem) {
      findings.push({ language, key: namespace, rule: 'not-json', detail: String(problem) });
    }
  }
  return { texts, findings };
}
