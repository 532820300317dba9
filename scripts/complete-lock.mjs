/**
 * `npm run complete-lock`, after `npm install` has changed package-lock.json: names the binaries of all systems there.
 *
 * Native packages choose their binary among optional dependencies, one for each system. A registry mirror that holds
 * only some systems makes npm leave the others out of the lock file, and `npm ci` then refuses it everywhere. Their
 * exact versions are known from the packages that ask for them, and so are systems from their names; what is added
 * lacks only the checksum.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, say } from './process.mjs';

/**
 * @typedef {object} Locked
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {Record<string, Locked>} Packages path below the project to what is locked there */

const SYSTEM =
  /[-/](aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(gnu|musl|msvc|eabi|gnueabihf|musleabihf))?$/;

/**
 * @param {Packages} packages
 * @param {string} from path of the package that asks
 * @param {string} name
 * @returns {boolean} whether Node would find that name from there: beside or above it
 */
function isFound(packages, from, name) {
  const folders = from.split('/node_modules/');
  return folders
    .map((_, index) => `${folders.slice(0, index + 1).join('/node_modules/')}/node_modules/${name}`)
    .concat(`node_modules/${name}`)
    .some((path) => packages[path] !== undefined);
}

/**
 * @param {Packages} packages of package-lock.json
 * @returns {Packages} what is missing there, by the path where it belongs
 */
export function missingBinaries(packages) {
  /** @type {Packages} */
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const [, os, cpu, abi = ''] = SYSTEM.exec(name) ?? [];
      if (os === undefined || cpu === undefined || isFound(packages, path, name)) continue;
      const top = `node_modules/${name}`;
      const libc =
        os === 'linux' && /^(gnu|musl)/.test(abi) ? [abi.startsWith('gnu') ? 'glibc' : 'musl'] : undefined;
      missing[missing[top] === undefined || missing[top].version === version ? top : `${path}/${top}`] = {
        version,
        cpu: [cpu],
        ...(dev === true ? { dev } : {}),
        ...(libc === undefined ? {} : { libc }),
        optional: true,
        os: [os],
      };
    }
  }
  return missing;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'package-lock.json');
  const lock = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(file, 'utf8')));
  const missing = missingBinaries(lock.packages);
  const packages = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`Added ${Object.keys(missing).length} binaries of other systems to package-lock.json.`);
}
