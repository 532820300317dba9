/**
 * `npm run dev [-- --demo …]`: Vite's development server and ours, each restarted or reloaded as its files change. All
 * arguments go to our server, which listens where Vite's proxy (vite.config.ts) looks for it. Ctrl-C, or the end of one
 * of them, ends both.
 */
import { install, nodeIsNewEnough } from './install.mjs';
import { alone } from './lock.mjs';
import { endAll, endTogether, endWithNpm, runInstalled } from './process.mjs';

endWithNpm();
endTogether();
if (!nodeIsNewEnough() || !(await alone(install))) process.exit(1);
const { code, output } = await Promise.race([
  runInstalled('vite/bin/vite.js', ['--clearScreen', 'false'], { show: true }),
  runInstalled(
    'tsx/dist/cli.mjs',
    ['watch', '--clear-screen=false', 'server/main.ts', '--port', '8081', ...process.argv.slice(2)],
    { show: true },
  ),
]);
process.stdout.write(output);
endAll(code, 'SIGTERM');
