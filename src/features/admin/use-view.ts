import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'wouter';

export interface View {
  /** the value of a parameter; null: it isn't there */
  readonly at: (name: string) => string | null;
  /** the address of this page with these parameters and no others */
  readonly href: (params?: Readonly<Record<string, string>>) => string;
  readonly go: (params?: Readonly<Record<string, string>>) => void;
}

/** Which screen of a page is shown stands in its address, so that going back and reloading work as expected. */
export function useView(): View {
  const [path, navigate] = useLocation();
  const [search] = useSearchParams();
  const href = useCallback(
    (params: Readonly<Record<string, string>> = {}): string => {
      const query = new URLSearchParams(params).toString();
      return query === '' ? path : `${path}?${query}`;
    },
    [path],
  );
  return { at: (name) => search.get(name), href, go: (params) => navigate(href(params)) };
}
