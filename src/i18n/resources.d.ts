import type { NAMESPACES, Texts } from './namespaces.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** All of them, so that `useTranslation()` takes `namespace:key` of each. */
    defaultNS: typeof NAMESPACES;
    resources: Texts;
  }
}
