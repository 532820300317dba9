/**
 * Installs what is missing: nothing when `node_modules` holds what the lock file names.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm, tell, seconds } from './process.mjs';
import { dropStamp, hashOf, readStamp, writeStamp } from './stamp.mjs';

/** @typedef {import('./complete-lock.mjs').Packages} Packages */

/** @param {string} file @returns {Packages | undefined} */
function packagesOf(file) {
  if (!existsSync(file)) return undefined;
  const parsed = /** @type {{ packages?: Packages }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return parsed.packages;
}

/**
 * Whether what npm says it installed is what the lock file asks for. Optional packages may be absent (they are the
 * binaries for other systems), but not of another version.
 * @param {Packages} wanted from package-lock.json
 * @param {Packages} installed from node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link === true) return true;
    const there = installed[path];
    return there === undefined ? optional === true : there.version === version;
  });
}

/** @returns {boolean} whether this Node is new enough; says so when it isn't */
export function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return true;
  tell(`Redress needs Node 20.19 or later; this is ${process.versions.node} (https://nodejs.org).`);
  return false;
}

/** @returns {Promise<boolean>} whether everything is installed now */
export async function install() {
  const modules = join(root, 'node_modules');
  const stamp = join(modules, '.stamp-lock');
  const hash = hashOf(root, ['package-lock.json']);
  if (readStamp(stamp) === hash) return true;

  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (wanted === undefined) {
    tell('package-lock.json is missing.');
    return false;
  }
  const installed = packagesOf(join(modules, '.package-lock.json'));
  if (installed !== undefined && isInstalled(wanted, installed)) {
    writeStamp(stamp, hash);
    return true;
  }

  dropStamp(stamp);
  const since = performance.now();
  tell('Installing packages (about a minute the first time) …');
  // Without `--include=dev`, NODE_ENV=production would leave out what the build needs.
  const { code, output } = await runNpm(['ci', '--include=dev', '--no-fund', '--no-audit']);
  if (code !== 0) {
    tell(`${output}\nInstalling packages failed (npm ci, exit code ${code}).`);
    return false;
  }
  writeStamp(stamp, hash);
  tell(`Installed packages in ${seconds(since)}.`);
  return true;
}
