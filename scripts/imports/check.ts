/** `tsx scripts/imports/check.ts [folder]`: prints every breach of the import rule; exit code 1 when there is one. */
import { resolve } from 'node:path';
import { countSources, scan } from './scan.ts';

const root = resolve(process.argv[2] ?? process.cwd());
const breaches = scan(root);
for (const { file, line, reason } of breaches) console.log(`${file}:${line} ${reason}`);
console.log(`${countSources(root)} files, ${breaches.length} breaches of the import rule`);
process.exitCode = breaches.length > 0 ? 1 : 0;
