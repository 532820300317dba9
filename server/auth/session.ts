/** A session as stored: `session:<digest of its token>`. The token itself is in the browser's cookie only. */
import * as v from 'valibot';
import { TOKEN, digest } from './secret.ts';

export const sessionDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  type: v.literal('session'),
  v: v.literal(1),
  /** `account:<id>`, or `device:<id>` for a kiosk */
  of: v.string(),
  /** the account's epoch when it began */
  epoch: v.number(),
  /** `device:<id>` whose key this browser signs with */
  device: v.nullable(v.string()),
  created: v.number(),
  /** when it was last used, to within `TOUCH` */
  seen: v.number(),
});
export type SessionDoc = v.InferOutput<typeof sessionDoc>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
interface Span {
  readonly idle: number;
  readonly absolute: number;
  /** `seen` is written at most this often */
  readonly touch: number;
}
/** Twelve hours unused, fourteen days in all: OWASP's session management, for a tool that is used all day. */
const PERSON: Span = { idle: 12 * HOUR, absolute: 14 * DAY, touch: 10 * 60_000 };
/** A kiosk has nobody to sign it in again: a year, from its last contact. */
const KIOSK: Span = { idle: 365 * DAY, absolute: Number.POSITIVE_INFINITY, touch: DAY };

export const isKioskSession = (session: Pick<SessionDoc, 'of'>): boolean => session.of.startsWith('device:');
const spanOf = (session: SessionDoc): Span => (isKioskSession(session) ? KIOSK : PERSON);

/** Unix milliseconds: when it ends unless it is used again */
export const sessionEnd = (session: SessionDoc): number => {
  const { idle, absolute } = spanOf(session);
  return Math.min(session.seen + idle, session.created + absolute);
};
export const wantsTouch = (session: SessionDoc, now: number): boolean =>
  now - session.seen > spanOf(session).touch;

/** @returns null for what can't be a token */
export const sessionDocId = (token: string): string | null =>
  TOKEN.test(token) ? `session:${digest(token)}` : null;
