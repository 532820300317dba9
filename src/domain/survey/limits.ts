/** Open texts without a limit of their own, in UTF-16 units. */
export const LONGEST_TEXT = 2000;
