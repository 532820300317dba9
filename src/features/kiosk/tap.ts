import type { MouseEvent } from 'react';

/** The second tap of a double tap would answer the question that comes next, unseen: only the first one counts. */
export const firstTap =
  (act: () => void) =>
  ({ detail }: MouseEvent): void => {
    if (detail <= 1) act();
  };
