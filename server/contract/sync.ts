/**
 * What a device and the server say to each other.
 *
 * Push: `POST /sync/redress_data/_bulk_docs` with `{docs}` and `Redress-Waiting: <n>`, answered 201 with one verdict a
 * document, in order, and `Redress-Seq: <highest seq the server knows of this device>`.
 * Pull: `GET /sync/pull?since=<token>`, lines of JSON (`application/x-ndjson`).
 * Events: `GET /sync/events`, server-sent events: `change` (pull now) and, for managers and analysts, `figures`.
 * Blobs: `HEAD`, `PUT`, `GET /sync/blob/<sha256 hex>`; `PUT` with `Content-Range` resumes.
 */
export type PushVerdict =
  | {
      readonly id: string;
      readonly ok: true;
      readonly rev: string;
      /** it waits for a manager's decision, for this reason */
      readonly quarantined?: string;
      /** a manager decided against it: the server keeps it for good, and no log will ever have it */
      readonly setAside?: true;
    }
  | {
      readonly id: string;
      readonly error: 'forbidden';
      /** a stable code */
      readonly reason: string;
      readonly field?: string;
      readonly rule?: string;
    };

export type PullLine =
  | { readonly doc: PulledDoc }
  | { readonly forget: string }
  | {
      /** opaque; store it after the lines before it are stored */
      readonly checkpoint: string;
      /** how many documents are still to come in this pull, for a progress bar */
      readonly pending: number;
      readonly serverTime: number;
      /** the scope shrank: what is not sent again by the end of this pull is to be forgotten */
      readonly rotate?: boolean;
      /** with `rotate`: it goes on where the checkpoint was that was asked from, instead of from nothing */
      readonly resumed?: boolean;
      /** the device offers its own work again: the server does not know the epoch */
      readonly offerAgain?: boolean;
    };

export interface PulledDoc {
  readonly _id: string;
  readonly _rev: string;
  readonly _revisions: { readonly start: number; readonly ids: readonly string[] };
  readonly [field: string]: unknown;
}

/** `GET /api/quarantine` → QuarantinedItem[] (managers, of their regions) */
export interface QuarantinedItem {
  readonly id: string;
  readonly item: string;
  readonly type: string;
  readonly kind: string | null;
  readonly reason: string;
  readonly person: string | null;
  readonly device: string;
  readonly seen: number;
  readonly complaint: string | null;
  readonly branch: string | null;
}
