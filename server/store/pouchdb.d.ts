declare module 'pouchdb-adapter-leveldb' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}

declare module 'leveldown' {
  type Done = (error?: Error) => void;
  interface LevelDown {
    _put(key: unknown, value: unknown, options: object, done: Done): void;
    _del(key: unknown, options: object, done: Done): void;
    _batch(operations: unknown[], options: object, done: Done): void;
  }
  const leveldown: {
    (location: string): LevelDown;
    destroy(location: string, done: Done): void;
    prototype: LevelDown;
  };
  export default leveldown;
}
