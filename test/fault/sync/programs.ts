/** The programs that a run starts and kills, each built once into one file: a process of sources takes a second to start. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');

export interface Programs {
  /** `server/main.ts` */
  readonly server: string;
  readonly device: string;
  remove(): Promise<void>;
}

/** Within the project, so that packages are found. */
export async function buildPrograms(): Promise<Programs> {
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'fuzz-'));
  await build({
    entryPoints: {
      server: join(root, 'server', 'main.ts'),
      device: join(import.meta.dirname, 'device', 'main.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return {
    server: join(outdir, 'server.mjs'),
    device: join(outdir, 'device.mjs'),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}
