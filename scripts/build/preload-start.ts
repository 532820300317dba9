/**
 * Names in the page what its beginning will import, so that a browser fetches it while it reads the page, and not only
 * when the beginning has run.
 */
import type { Plugin, Rolldown } from 'vite';

const MAIN = '/src/app/main.tsx';

export function preloadStart(): Plugin {
  return {
    name: 'redress:preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter(
          (file): file is Rolldown.OutputChunk => file.type === 'chunk',
        );
        const start = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(MAIN)));
        if (start === undefined) throw new Error(`the build has no ${MAIN}`);
        const named = new Set(chunks.flatMap(({ isEntry, imports }) => (isEntry ? imports : [])));
        const scripts = [start.fileName, ...start.imports].filter((file) => !named.has(file));
        const styles = chunks
          .filter(({ fileName }) => scripts.includes(fileName))
          .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        return [
          ...scripts.map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          })),
          ...styles.map((file) => ({
            tag: 'link',
            attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          })),
        ];
      },
    },
  };
}
