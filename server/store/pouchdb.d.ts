declare module 'pouchdb-adapter-leveldb' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}

declare module 'leveldown' {
  type Done = (error?: Error) => void;
  export interface LevelIteratorOptions {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    reverse?: boolean;
    /** -1: all */
    limit?: number;
    keyAsBuffer?: false;
    valueAsBuffer?: false;
    /** bytes that are read ahead */
    highWaterMark?: number;
  }
  interface LevelIterator {
    next(done: (error: Error | null | undefined, key?: string, value?: string) => void): void;
    end(done: (error?: Error | null) => void): void;
  }
  export interface LevelDown {
    getMany(
      keys: string[],
      options: { asBuffer: false },
      done: (error: Error | null, values?: (string | undefined)[]) => void,
    ): void;
    iterator(options: LevelIteratorOptions): LevelIterator;
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
