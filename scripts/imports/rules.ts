/**
 * Who may import what. Layers go one way: domain ← data ← features ← app; `ui` and `i18n` know no feature; a feature
 * knows no other; the server takes from the app only the domain; the app takes from the server only types of its
 * contract. Tests beside the code keep to the layers too, but may use any package and the fixtures.
 */
import { builtinModules } from 'node:module';

/** Where a file belongs, by its path below the project. `app` is also what lies directly in `src`. */
export type Zone =
  | {
      readonly layer:
        | 'domain'
        | 'data'
        | 'ui'
        | 'i18n'
        | 'app'
        | 'contract'
        | 'server'
        | 'locales'
        | 'outside';
    }
  | { readonly layer: 'feature'; readonly feature: string };

/** @param path below the project, with forward slashes */
export function zoneOf(path: string): Zone {
  const [top, folder = '', third = ''] = path.split('/');
  if (top === 'locales') return { layer: 'locales' };
  if (top === 'server') return { layer: folder === 'contract' ? 'contract' : 'server' };
  if (top !== 'src') return { layer: 'outside' };
  if (folder === 'features') return { layer: 'feature', feature: third };
  if (folder === 'domain' || folder === 'data' || folder === 'ui' || folder === 'i18n')
    return { layer: folder };
  return { layer: 'app' };
}

const MAY: Readonly<Record<Zone['layer'], ReadonlySet<Zone['layer']>>> = {
  domain: new Set(['domain']),
  data: new Set(['domain', 'data']),
  i18n: new Set(['domain', 'i18n', 'locales']),
  ui: new Set(['domain', 'i18n', 'ui', 'locales']),
  feature: new Set(['domain', 'data', 'i18n', 'ui', 'locales', 'feature']),
  app: new Set(['domain', 'data', 'i18n', 'ui', 'locales', 'feature', 'app']),
  contract: new Set(['domain', 'contract', 'server']),
  server: new Set(['domain', 'contract', 'server', 'locales']),
  locales: new Set(),
  outside: new Set([
    'domain',
    'data',
    'i18n',
    'ui',
    'locales',
    'feature',
    'app',
    'contract',
    'server',
    'outside',
  ]),
};

/** Layers that run in the browser. */
const BROWSER: ReadonlySet<Zone['layer']> = new Set(['data', 'i18n', 'ui', 'feature', 'app']);

/** The only packages of the domain: pure, and the same on phone and server. */
export const DOMAIN_PACKAGES: ReadonlySet<string> = new Set(['valibot', 'canonicalize', 'temporal-polyfill']);

const name = (zone: Zone): string => (zone.layer === 'feature' ? `feature "${zone.feature}"` : zone.layer);

/**
 * @param test whether the importing file is a test, which may also take fixtures and harnesses from outside
 * @returns why that file may not import this one, `undefined` when it may
 */
export function breachOfLayers(from: Zone, to: Zone, typeOnly: boolean, test: boolean): string | undefined {
  if (test && to.layer === 'outside') return undefined;
  if (from.layer === 'feature' && to.layer === 'feature' && from.feature !== to.feature) {
    return `${name(from)} may not import ${name(to)}: features never import each other`;
  }
  if (BROWSER.has(from.layer) && to.layer === 'contract') {
    return typeOnly
      ? undefined
      : `${name(from)} may take only types from the server's contract: use import type`;
  }
  return MAY[from.layer].has(to.layer) ? undefined : `${name(from)} may not import ${name(to)}`;
}

/**
 * @param specifier as written, of a package or of one of Node's modules
 * @param dependencies names of the installed packages that a Node module's name may stand for (`events`)
 */
export function breachOfPackages(
  from: Zone,
  specifier: string,
  test: boolean,
  dependencies: ReadonlySet<string>,
): string | undefined {
  if (test) return undefined;
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const ofNode = specifier.startsWith('node:') || (builtinModules.includes(name) && !dependencies.has(name));
  if (from.layer === 'domain' && (ofNode || !DOMAIN_PACKAGES.has(name))) {
    return `domain is pure and may not import ${specifier}`;
  }
  if (BROWSER.has(from.layer) && ofNode)
    return `${from.layer} runs in the browser and may not import ${specifier}`;
  return undefined;
}
