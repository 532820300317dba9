/// <reference types="vite/client" />

declare module 'virtual:language/*' {
  const pack: import('./i18n/namespaces.ts').LanguagePack;
  export default pack;
  export const more: Readonly<
    Record<
      import('./i18n/namespaces.ts').TextGroup,
      () => Promise<{ readonly default: import('./i18n/namespaces.ts').LanguagePack }>
    >
  >;
}
