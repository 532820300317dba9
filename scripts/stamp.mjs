/**
 * Staleness by content: what a step was made from is hashed, and the hash is kept beside what it made. Times of files
 * say nothing after a clone or a change of branch.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What never ends up in a build. */
const IGNORED = /\.(test|bench|fuzz)\.tsx?$|(^|\/)README\.md$/;

/**
 * @param {string} base
 * @param {string} path file or folder below `base`, with forward slashes
 * @returns {string[]} the files at or below it, sorted, none when it doesn't exist
 */
function filesAt(base, path) {
  const full = join(base, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesAt(base, `${path}/${entry.name}`) : [`${path}/${entry.name}`],
    )
    .filter((file) => !IGNORED.test(file))
    .sort();
}

/**
 * @param {string} base the project's folder
 * @param {readonly string[]} inputs files and folders below it
 * @returns {string} SHA-256 over names and contents, hexadecimal
 */
export function hashOf(base, inputs) {
  const hash = createHash('sha256').update(
    `node ${process.versions.modules} ${process.platform} ${process.arch}\n`,
  );
  for (const file of inputs.flatMap((input) => filesAt(base, input))) {
    const content = readFileSync(join(base, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} file @returns {string | undefined} */
export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** @param {string} file @param {string} hash */
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}

/** Called before a step begins, so that one that is interrupted counts as not done. @param {string} file */
export function dropStamp(file) {
  rmSync(file, { force: true });
}
