/**
 * The browser of the end-to-end tests: an installed Chrome or Chromium, else Debian's package when we are root there,
 * else Playwright's own download.
 */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { run, runInstalled, tell } from './process.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where the systems without a command of that name put it. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
];

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string[]} what Playwright downloaded, when it is installed and did */
function downloaded() {
  try {
    const require = createRequire(import.meta.url);
    const { chromium } = /** @type {typeof import('@playwright/test')} */ (require('@playwright/test'));
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/**
 * @param {NodeJS.ProcessEnv} [env] `CHROMIUM_PATH` goes before everything else
 * @returns {string | undefined} path of the browser's executable
 */
export function findChromium(env = process.env) {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return executable(named) ? named : undefined;
  const folders = ['/usr/bin', ...(env['PATH'] ?? '').split(delimiter)].filter((folder) => folder !== '');
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  return [...candidates, ...downloaded()].find((file) => executable(file));
}

/**
 * How every test starts the browser: `chromium.launch(launchOptions())`. Nothing of its own goes out to the network,
 * and root, who has no sandbox in a container, gets none.
 * @returns {{ executablePath?: string, args: string[] }}
 */
export function launchOptions() {
  const executablePath = findChromium();
  const root = process.getuid?.() === 0;
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      ...(root ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Installs the browser when there is none.
 * @returns {Promise<boolean>} whether there is one now
 */
export async function installChromium() {
  if (findChromium() !== undefined) return true;
  if (process.env['CHROMIUM_PATH']) {
    tell(`CHROMIUM_PATH=${process.env['CHROMIUM_PATH']} is not an executable file.`);
    return false;
  }
  let log = '';
  if (process.getuid?.() === 0 && isDebian()) {
    tell("Installing Debian's chromium …");
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const update = await run('apt-get', ['update'], { env });
    const install = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    if (findChromium() !== undefined) return true;
    log += update.output + install.output;
  }
  tell("Downloading Playwright's Chromium …");
  const withLibraries = process.getuid?.() === 0 && process.platform === 'linux' ? ['--with-deps'] : [];
  const { output } = await runInstalled('@playwright/test/cli.js', ['install', ...withLibraries, 'chromium']);
  if (findChromium() !== undefined) return true;
  tell(`${log}${output}\nNo Chrome or Chromium could be found or installed; set CHROMIUM_PATH to one.`);
  return false;
}
