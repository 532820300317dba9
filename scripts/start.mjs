/**
 * `npm start [-- --demo --port 8080 --data ./data --host 127.0.0.1]`: installs what is missing, builds what is stale,
 * serves. All arguments go to the server.
 */
import { launch } from './launch.mjs';

await launch('main', ['server', 'client'], process.argv.slice(2));
