/** A database of a device as it lies there, read without the product: conflicts too. */
export interface Raw {
  readonly _id: string;
  readonly _rev: string;
  readonly _conflicts?: readonly string[];
  readonly [field: string]: unknown;
}
export interface Store {
  /** what it is for, and which one of those: `mirror-2` */
  readonly name: string;
  readonly docs: readonly Raw[];
  /** those of its `_local` documents that are looked at, by id */
  readonly locals: Readonly<Record<string, unknown>>;
}
interface Rows {
  readonly rows: readonly { readonly doc?: Raw | null }[];
}
export interface Database {
  allDocs(options: object): Promise<Rows>;
  get(id: string): Promise<Raw>;
  close(): Promise<void>;
}

const LOOKED_AT = ['mirror', 'outbox', 'pulled'];

export const docsOf = ({ rows }: Rows): Raw[] => rows.flatMap(({ doc }) => (doc ? [doc] : []));

/** Reads all of it and closes it. @param path by which the device names it */
export async function readStore(db: Database, path: string): Promise<Store> {
  try {
    const docs = docsOf(await db.allDocs({ include_docs: true, conflicts: true }));
    const locals: Record<string, unknown> = {};
    for (const id of LOOKED_AT) {
      const found = await db.get(`_local/${id}`).catch(() => null);
      if (found !== null) locals[id] = found;
    }
    return { name: path.replace(/.*[_/]/, ''), docs, locals };
  } finally {
    await db.close();
  }
}
