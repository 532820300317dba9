/**
 * `npm run import`, `npm run report`, …: one of the server's programs, installed and built when need be. It does not
 * wait for the client to be built. The first argument names it, the others are its own.
 */
import { launch } from './launch.mjs';

const [name = '', ...args] = process.argv.slice(2);
await launch(name, ['server'], args);
