import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { TEXT_GROUPS } from '../../src/i18n/namespaces.ts';

const PREFIX = 'virtual:language/';
const LATER = Object.keys(TEXT_GROUPS).filter((group) => group !== 'core');

/** The namespaces of a group that a language has. */
function imports(
  folder: string,
  group: string,
): { readonly names: readonly string[]; readonly code: string } {
  const wanted: readonly string[] = Object.entries(TEXT_GROUPS).find(([name]) => name === group)?.[1] ?? [];
  const names = wanted.filter((name) => existsSync(join(folder, `${name}.json`)));
  const code = names.map((name) => `import ${name} from ${JSON.stringify(join(folder, `${name}.json`))};`);
  return { names, code: code.join('\n') };
}

/**
 * `import('virtual:language/ka')` is the chunk with the texts that are always needed, and leads to the other groups, each
 * a chunk of its own. They import the JSON files, so that an edit reaches a running development server by itself.
 */
export function languagePacks(root: string): Plugin {
  return {
    name: 'redress:language-packs',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [language = '', group = 'core'] = id.slice(PREFIX.length + 1).split('/');
      const { names, code } = imports(join(root, 'locales', language), group);
      const pack = `${code}\nexport default { ${names.join(', ')} };`;
      if (group !== 'core') return pack;
      const more = LATER.map((later) => `${later}: () => import('${PREFIX}${language}/${later}')`);
      return `${pack}\nexport const more = { ${more.join(', ')} };`;
    },
  };
}
