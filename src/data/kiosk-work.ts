import { noCases } from './no-cases.ts';
import { ReferenceSet } from './reference-set.ts';
import type { Work } from './work.ts';

/** A kiosk's work: surveys. Of complaints it has neither documents nor rules. */
export const kioskWork: Work<ReferenceSet> = {
  hold: ({ mirror, outbox }) => new ReferenceSet(mirror, outbox),
  cases: () => noCases,
};
