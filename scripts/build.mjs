/**
 * Builds what is stale: the client by Vite into dist/client, the server and its commands by esbuild into dist/server.
 *
 * A server program is `server/main.ts` or any `server/<folder>/<name>-main.ts`; it becomes `dist/server/<name>.js`.
 * Packages stay outside the bundles, so native ones load from node_modules.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './lock.mjs';
import { root, runInstalled, tell, seconds } from './process.mjs';
import { dropStamp, hashOf, readStamp, writeStamp } from './stamp.mjs';

const ALWAYS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs'];

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {readonly string[]} inputs
 * @property {() => Promise<import('./process.mjs').Outcome>} make
 */

/** @returns {Record<string, string>} the programs by name */
function serverPrograms() {
  /** @type {Record<string, string>} */
  const programs = { main: 'server/main.ts' };
  for (const entry of readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })) {
    const file = entry.replaceAll('\\', '/');
    const name = /(?:^|\/)([^/]+)-main\.ts$/.exec(file)?.[1];
    if (name !== undefined) programs[name] = `server/${file}`;
  }
  return programs;
}

/** @returns {Promise<import('./process.mjs').Outcome>} */
async function buildServer() {
  const esbuild = await import('esbuild');
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: root,
    entryPoints: serverPrograms(),
    outdir: 'dist/server',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    sourcemap: true,
    logLevel: 'silent',
  };
  rmSync(join(root, 'dist', 'server'), { recursive: true, force: true });
  try {
    const { warnings } = await esbuild.build(options);
    const texts = await esbuild.formatMessages(warnings, { kind: 'warning' });
    return { code: 0, output: texts.join('') };
  } catch (error) {
    const { errors } = /** @type {Partial<import('esbuild').BuildFailure>} */ (error);
    const texts =
      errors === undefined ? [String(error)] : await esbuild.formatMessages(errors, { kind: 'error' });
    return { code: 1, output: texts.join('') };
  } finally {
    await esbuild.stop();
  }
}

/** @returns {Promise<import('./process.mjs').Outcome>} */
function buildClient() {
  const folder = join(root, 'dist', 'client');
  return runInstalled('vite/bin/vite.js', ['build', '--outDir', folder, '--emptyOutDir'], {
    env: { NODE_ENV: 'production' },
  });
}

/** @type {Record<'client' | 'server', Target>} */
const targets = {
  client: {
    name: 'client',
    inputs: [
      ...ALWAYS,
      'index.html',
      'vite.config.ts',
      'scripts/build',
      'src',
      'locales',
      'public',
      'server/contract',
    ],
    make: buildClient,
  },
  server: { name: 'server', inputs: [...ALWAYS, 'server', 'src/domain', 'locales'], make: buildServer },
};

/** @param {Target} target @returns {Promise<boolean>} */
async function buildOne({ name, inputs, make }) {
  const stamp = join(root, 'dist', `.stamp-${name}`);
  const hash = hashOf(root, inputs);
  if (readStamp(stamp) === hash) return true;
  dropStamp(stamp);
  const since = performance.now();
  const { code, output } = await make();
  if (code !== 0) {
    tell(`${output}\nBuilding the ${name} failed (exit code ${code}).`);
    return false;
  }
  writeStamp(stamp, hash);
  tell(`Built the ${name} in ${seconds(since)}.`);
  return true;
}

/**
 * @param {ReadonlyArray<'client' | 'server'>} [which]
 * @returns {Promise<boolean>} whether all of it is up to date now
 */
export function build(which = ['server', 'client']) {
  return alone(async () => {
    const done = await Promise.all(which.map((name) => buildOne(targets[name])));
    return done.every(Boolean);
  });
}
