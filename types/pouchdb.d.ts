/**
 * PouchDB as far as Redress names it. Each side keeps a narrow interface of what it uses; the published types declare a
 * global `Buffer` that contradicts Node's own.
 */
declare namespace PouchDB {
  type Plugin = (pouch: unknown) => void;
}

declare module 'pouchdb-core' {
  interface PouchConstructor {
    new (name: string, options?: object): object;
    plugin(plugin: PouchDB.Plugin): PouchConstructor;
  }
  const Pouch: PouchConstructor;
  export default Pouch;
}
