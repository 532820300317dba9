/**
 * `npm run bench`, `npm run fuzz`: runs a TypeScript program of ours after installing and building what it measures
 * or attacks. The first argument is its file, the others are its own.
 */
import { build } from './build.mjs';
import { install, nodeIsNewEnough } from './install.mjs';
import { alone } from './lock.mjs';
import { endTogether, endWithNpm, runInstalled } from './process.mjs';

endWithNpm();

endTogether();
if (!nodeIsNewEnough() || !(await alone(install)) || !(await build())) process.exit(1);
const { code, output } = await runInstalled('tsx/dist/cli.mjs', process.argv.slice(2), { show: true });
process.stderr.write(output);
process.exit(code);
