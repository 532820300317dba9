/** Accounts and sessions as the app sees them. */
import * as v from 'valibot';
import { accountRole } from '../../src/domain/actor.ts';
import type { AccountRole, Grant } from '../../src/domain/actor.ts';

export const signIn = v.strictObject({
  login: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(120, 'tooLong')),
  password: v.pipe(v.string(), v.minLength(1, 'required'), v.maxLength(1024, 'tooLong')),
});
export type SignIn = v.InferOutput<typeof signIn>;

/** `GET`, `POST /api/session`: who is signed in, and what a device must know to work on without the network. */
export interface SessionInfo {
  readonly account: string;
  readonly login: string;
  readonly person: string;
  readonly name: string;
  readonly role: AccountRole;
  /** as granted now: single branches, and whole regions */
  readonly branches: readonly string[];
  readonly regions: readonly string[];
  readonly remedyLimit: number | null;
  /** the device of this browser, when it is enrolled for this account */
  readonly device: { readonly id: string; readonly code: string } | null;
  readonly organisation: { readonly name: string; readonly demo: boolean };
  /** Unix milliseconds: when the session ends unless it is used again */
  readonly expires: number;
  /** somebody else knows the password: it is to be changed */
  readonly temporaryPassword?: true;
}

/** `POST /api/session/password`: every other session of the account ends. Answered with SessionInfo. */
export const changePassword = v.strictObject({
  current: signIn.entries.password,
  next: v.pipe(v.string(), v.minLength(12, 'password.short'), v.maxLength(1024, 'tooLong')),
});

/** `POST /api/session/token`, for clients that are no browser: `Authorization: Bearer <token>`. */
export interface SessionToken {
  readonly token: string;
  /** Unix milliseconds */
  readonly expires: number;
}

/** `POST /api/devices`: a browser's first sign-in hands over the public half of its signing key. */
export const enrolDevice = v.strictObject({
  /** JWK of an ECDSA P-256 public key */
  publicKey: v.looseObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
  label: v.pipe(v.string(), v.trim(), v.maxLength(80, 'tooLong')),
});
export interface EnrolledDevice {
  readonly device: string;
  /** three characters that begin every reference of this device; never issued twice */
  readonly code: string;
}

/** `POST /api/kiosk`: a kiosk exchanges its one-time code for a session of its own. */
export const enrolKiosk = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.minLength(6, 'required'), v.maxLength(64, 'tooLong')),
  publicKey: enrolDevice.entries.publicKey,
});

/** `GET`, `POST /api/kiosk` */
export interface KioskInfo {
  readonly device: string;
  readonly code: string;
  readonly name: string;
  readonly branch: string;
  readonly region: string;
  /** `survey:<id>:<version>` documents that it shows, the first by default */
  readonly surveys: readonly string[];
  readonly organisation: { readonly name: string; readonly demo: boolean };
}

/** `GET /api/setup` */
export interface SetupState {
  /** no account exists yet */
  readonly needed: boolean;
}
/** `POST /api/setup` with the one-time token of the link that the server printed */
export const setUp = v.strictObject({
  token: v.pipe(v.string(), v.minLength(1, 'required')),
  organisation: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(120, 'tooLong')),
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(120, 'tooLong')),
  login: signIn.entries.login,
  password: v.pipe(v.string(), v.minLength(12, 'password.short'), v.maxLength(1024, 'tooLong')),
  demo: v.boolean(),
});
export type SetUp = v.InferOutput<typeof setUp>;

export const personInput = v.strictObject({
  login: signIn.entries.login,
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(120, 'tooLong')),
  role: accountRole,
  branches: v.array(v.string()),
  regions: v.array(v.string()),
  remedyLimit: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type PersonInput = v.InferOutput<typeof personInput>;

/**
 * `PATCH /api/admin/people/:id`: what is absent stays. With `If-Match: <Account.version>` it is refused when somebody
 * else has changed the account since (`people.changedMeanwhile`).
 */
export const personChange = v.partial(v.strictObject({ ...personInput.entries, disabled: v.boolean() }));
export type PersonChange = v.InferOutput<typeof personChange>;

/** `GET /api/admin/people` → Account[] */
export interface Account {
  readonly id: string;
  readonly person: string;
  readonly login: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly grants: readonly Grant[];
  readonly branches: readonly string[];
  readonly regions: readonly string[];
  readonly remedyLimit: number | null;
  readonly disabled: boolean;
  readonly lastSignIn: number | null;
  /** for `If-Match` */
  readonly version: string;
}
/** `POST /api/admin/people`, `POST /api/admin/people/:id/password`: the password is shown once, to be changed. */
export interface NewPassword {
  readonly id: string;
  readonly password: string;
}

/** `GET /api/admin/devices` → Device[] */
export interface Device {
  readonly id: string;
  readonly kind: 'person' | 'kiosk' | 'source';
  readonly label: string;
  readonly code: string;
  readonly person: string | null;
  readonly branch: string | null;
  readonly surveys: readonly string[];
  readonly enrolled: number | null;
  readonly revoked: number | null;
  readonly lastContact: number | null;
  /** highest `seq` received, and how many numbers below it never came */
  readonly received: number;
  readonly missing: number;
  /** what the device said it still held when it was last in contact */
  readonly waiting: number | null;
}
export const kioskInput = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(80, 'tooLong')),
  branch: v.pipe(v.string(), v.minLength(1, 'required')),
  surveys: v.pipe(v.array(v.string()), v.minLength(1, 'required')),
});
export type KioskInput = v.InferOutput<typeof kioskInput>;
/** `POST /api/admin/kiosks`, `POST /api/admin/kiosks/:id/code`: a one-time code, valid for a day */
export interface KioskCode {
  readonly device: string;
  readonly code: string;
  /** what the QR shows: the app's address with the code in its fragment */
  readonly url: string;
  readonly expires: number;
}
