/** The programs that a run starts and kills, each built once into one file: a process of sources takes a second to start. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');

export interface Programs {
  /** `server/main.ts` */
  readonly server: string;
  readonly device: string;
  /** the same in a worker of a browser */
  readonly worker: string;
  remove(): Promise<void>;
}

/** Within the project, so that packages are found. */
export async function buildPrograms(): Promise<Programs> {
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'fuzz-'));
  const common = { outdir, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' } as const;
  await Promise.all([
    build({
      ...common,
      entryPoints: { server: join(root, 'server', 'main.ts') },
      outExtension: { '.js': '.mjs' },
      packages: 'external',
      format: 'esm',
    }),
    // In one file with its packages: devices are started often.
    build({
      ...common,
      entryPoints: { device: join(import.meta.dirname, 'device', 'main.ts') },
      outExtension: { '.js': '.cjs' },
      external: ['leveldown'],
      format: 'cjs',
    }),
    build({
      outdir,
      bundle: true,
      platform: 'browser',
      target: 'es2023',
      logLevel: 'error',
      define: { global: 'globalThis' },
      entryPoints: { worker: join(import.meta.dirname, 'device', 'worker.ts') },
    }),
  ]);
  return {
    server: join(outdir, 'server.mjs'),
    device: join(outdir, 'device.cjs'),
    worker: join(outdir, 'worker.js'),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}
