import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compileHint } from './scripts/build/compile-hint.ts';
import { languagePacks } from './scripts/build/language-packs.ts';
import { leanWorker } from './scripts/build/lean-worker.ts';
import { parts } from './scripts/build/parts.ts';
import { pureSchemas } from './scripts/build/pure-schemas.ts';
import { preloadStart } from './scripts/build/preload-start.ts';
import { startChunks } from './scripts/build/start-chunks.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const API = 'http://127.0.0.1:8081';
const files = parts();

export default defineConfig({
  root,
  json: { stringify: true },
  plugins: [
    pureSchemas(),
    react(),
    languagePacks(root),
    files.plugin,
    preloadStart(),
    compileHint(),
    VitePWA({
      strategies: 'injectManifest',
      registerType: 'prompt',
      injectRegister: false,
      srcDir: 'src/app',
      filename: 'service-worker.ts',
      includeManifestIcons: false,
      manifest: {
        id: '/',
        name: 'Redress',
        short_name: 'Redress',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#faf8f4',
        theme_color: '#0a5f56',
        icons: [192, 512].flatMap((size) =>
          (['any', 'maskable'] as const).map((purpose) => ({
            src: `/icons/${purpose}-${size}.png`,
            sizes: `${size}x${size}`,
            type: 'image/png',
            purpose,
          })),
        ),
      },
      injectManifest: {
        globPatterns: ['index.html', 'layers.css', 'theme.js', 'favicon.svg', 'assets/**/*'],
        globIgnores: ['**/*.map'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 4_000_000,
        manifestTransforms: [
          (entries) => ({ manifest: entries.map((entry) => ({ ...entry, parts: files.of(entry.url) })) }),
        ],
      },
    }),
  ],
  worker: { format: 'es', plugins: () => [pureSchemas(), leanWorker()] },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    /** `.vite/manifest.json`: what the size budgets are counted by. */
    manifest: true,
    /** Inlined files would be `data:` addresses, which the content security policy refuses. */
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              priority: 3,
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store(?!.*with-selector))\//,
            },
            /** The same for a field worker's list, without what a kiosk needs of it too. */
            {
              name: 'cases',
              includeDependenciesRecursively: false,
              test: /\/src\/(features\/complaints\/(list|due|step-labels|places|use-(names|branches|actor|due-text))|ui\/(search-field|segmented-nav|list-card|list-section|reference|steps|chip)|domain\/(permissions|scope|time\/zone))/,
            },
            {
              name: startChunks(root.replace(/\/$/, '')),
              debugName: 'start',
              priority: 2,
              includeDependenciesRecursively: false,
            },
          ],
        },
        chunkFileNames: (chunk) => {
          const [, code, group] =
            /^\0virtual:language\/([\w-]+)(?:\/(\w+))?$/.exec(chunk.facadeModuleId ?? '') ?? [];
          if (code === undefined) return 'assets/[name]-[hash].js';
          return group === undefined
            ? `assets/language-${code}-[hash].js`
            : `assets/texts-${code}-${group}-[hash].js`;
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: API }, '/sync': { target: API } },
  },
});
