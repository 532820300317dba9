/**
 * A file is one idea: none over 500 lines, nineteen of twenty under 300, half of them under 80. Counted are the
 * sources of the app and the server; tests may be longer than what they test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const MOST = 500;
const P95 = 300;
const MEDIAN = 80;

export interface Size {
  readonly file: string;
  readonly lines: number;
}

/** @param share 0..1 @returns the smallest value that at least that share of the values do not exceed; 0 for none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** @returns a sentence for each breach, none when the sizes hold */
export function breaches(sizes: readonly Size[]): string[] {
  const lines = sizes.map((size) => size.lines);
  const found = sizes
    .filter((size) => size.lines > MOST)
    .map((size) => `${size.file} has ${size.lines} lines, over ${MOST}`);
  const p95 = quantile(lines, 0.95);
  const median = quantile(lines, 0.5);
  if (p95 >= P95) found.push(`the 95th percentile is ${p95} lines, not under ${P95}`);
  if (median >= MEDIAN) found.push(`the median is ${median} lines, not under ${MEDIAN}`);
  return found;
}

/** @param root the project's folder @returns the sizes of its sources, in lines */
export function sizesOf(root: string): Size[] {
  return ['src', 'server'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.test|\.d)\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        file: relative(root, path).replaceAll('\\', '/'),
        lines: readFileSync(path, 'utf8').trimEnd().split('\n').length,
      })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = sizesOf(process.argv[2] ?? process.cwd());
  const found = breaches(sizes);
  const lines = sizes.map((size) => size.lines);
  console.log(
    `${sizes.length} files, median ${quantile(lines, 0.5)}, p95 ${quantile(lines, 0.95)}, most ${Math.max(0, ...lines)} lines`,
  );
  for (const breach of found) console.log(breach);
  process.exitCode = found.length > 0 ? 1 : 0;
}
