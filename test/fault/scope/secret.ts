import { randomBytes } from 'node:crypto';

/** A text that is found again wherever it turns up. */
export const newSecret = (): string => `zq${randomBytes(6).toString('hex')}`;
