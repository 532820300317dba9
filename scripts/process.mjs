/**
 * Running other programs. These scripts run before anything is installed, so they use Node's own modules only.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, whatever folder it was started from. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 + the signal's number when a signal ended it, 127 when it could not start
 * @property {string} output what it wrote to both streams, empty when it wrote straight to the terminal
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end. It never rejects: a program that can't be started is code 127 with the reason.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, cwd?: string }} [options] `show` lets it write to the terminal
 *   instead of collecting what it writes; `env` is added to ours
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const stream = options.show === true ? 'inherit' : 'pipe';
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', stream, stream],
    });
    running.add(child);
    for (const source of [child.stdout, child.stderr]) {
      source?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
      });
    }
    child.once('error', (error) => {
      running.delete(child);
      resolve({ code: 127, output: `${command}: ${error.message}\n` });
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143), output });
    });
  });
}

/**
 * Runs a JavaScript program of an installed package by its file, which works the same on every system (the links in
 * `node_modules/.bin` are shell scripts on Windows).
 * @param {string} file path inside node_modules
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runInstalled(file, args, options) {
  const path = join(root, 'node_modules', file);
  if (!existsSync(path)) {
    return Promise.resolve({ code: 127, output: `${file} is not installed: run npm ci\n` });
  }
  return run(process.execPath, [path, ...args], options);
}

/**
 * npm, the one that started us where there is one.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli)) return run(process.execPath, [cli, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/**
 * Waits for what `run` started to end, and then ends us.
 * @param {number} code our exit code
 * @param {NodeJS.Signals} [signal] what the others are told first, if anything
 */
export function endAll(code, signal) {
  if (signal !== undefined) for (const child of running) child.kill(signal);
  setInterval(() => {
    if (running.size === 0) process.exit(code);
  }, 20);
}

/**
 * Passes on a signal that ends us: one to npm alone does not reach its grandchildren.
 * @returns {() => void} takes the handlers away again
 */
export function endTogether() {
  /** @type {Array<[NodeJS.Signals, number]>} */
  const codes = [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ];
  const handlers = codes.map(([signal, code]) => {
    const end = () => {
      // A terminal has told everybody in it already; many programs take a second time for impatience.
      const told = signal !== 'SIGTERM' && process.stdin.isTTY;
      endAll(code, told ? undefined : signal);
    };
    process.on(signal, end);
    return () => process.off(signal, end);
  });
  return () => {
    for (const remove of handlers) remove();
  };
}

/**
 * Under npm, ends with it. npm passes a SIGTERM on to the shell between us, which dies of it without telling us; what
 * we notice is that our parent is another.
 */
export function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/** What a program has to say. @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** A calm line on what is being prepared, apart from what a program prints for others to read. @param {string} text */
export function tell(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {number} since `performance.now()` at the start */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
