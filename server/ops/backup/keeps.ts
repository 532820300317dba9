/** What of a backup is not restored as it was, and why. */
import type { DocWithRevisions } from '../../store/store.ts';
import type { Section } from './records.ts';

/** The counter that device codes are given by. */
export const CODE_COUNTER = 'counter:device';

/**
 * Codes that are left out after a restore: what was given since the backup stands in references on paper, and nobody
 * is left who could say how many that were. There is no end to codes.
 */
export const CODES_LEFT_OUT = 1_000;

/**
 * Sessions of people are not: one that somebody has ended since, because a phone was lost, say, must not hold again, so
 * people sign in anew. Kiosks have nobody who could, and keep theirs.
 */
export const isRestored = (section: Section, doc: DocWithRevisions): boolean =>
  !(section === 'accounts' && doc._id.startsWith('session:') && !String(doc['of']).startsWith('device:'));
