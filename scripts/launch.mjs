/**
 * Prepares and then becomes one of the server's programs: it runs in this process, so signals, the terminal and the
 * exit code are its own, with nothing in between that could swallow them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install, nodeIsNewEnough } from './install.mjs';
import { alone } from './lock.mjs';
import { endTogether, endWithNpm, root, tell } from './process.mjs';

/**
 * @param {string} name of dist/server/<name>.js
 * @param {ReadonlyArray<'client' | 'server'>} needs what has to be built
 * @param {readonly string[]} args
 */
export async function launch(name, needs, args) {
  process.chdir(root);
  endWithNpm();
  const letGo = endTogether();
  if (!nodeIsNewEnough() || !(await alone(install)) || !(await build(needs))) {
    process.exitCode = 1;
    return;
  }
  letGo();
  const file = join(root, 'dist', 'server', `${name}.js`);
  if (!existsSync(file)) {
    tell(`There is no program "${name}": dist/server/${name}.js was not built.`);
    process.exitCode = 1;
    return;
  }
  process.argv = [process.execPath, file, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}
