/** Codes and ids in words of the reader's language. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Registry } from '../../data/api.ts';
import { useProfile } from '../../data/context.ts';
import { useRegistry } from '../../data/use-device.ts';
import type { BranchDoc } from '../../domain/registry.ts';
import { textIn } from '../../domain/survey/localized.ts';
import { useLanguage } from '../../i18n/use-language.ts';

export interface Names {
  /** null: not read yet */
  readonly registry: Registry | null;
  readonly branch: (code: string) => string;
  /** of each part of a path, from the widest to the narrowest */
  readonly category: (path: readonly string[]) => readonly string[];
  /** "You" for the reader */
  readonly person: (id: string | null) => string;
  /** IANA zone of a branch's region; undefined: the device's own */
  readonly zoneOf: (branch: string) => string | undefined;
}

export function useNames(): Names {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const me = useProfile().person;
  const registry = useRegistry() ?? null;
  return useMemo(() => {
    const categories = new Map(registry?.categories.map((one) => [one.code, one.name]));
    const branches = new Map<string, BranchDoc>(registry?.branches.map((one) => [one.branch, one]));
    const regions = new Map(registry?.regions.map((one) => [one.region, one]));
    const people = new Map<string, string>(registry?.people.map((one) => [one.person, one.name]));
    return {
      registry,
      branch: (id) => {
        const found = branches.get(id);
        return found === undefined ? id : textIn(found.name, code);
      },
      category: (path) =>
        path.map((part) => {
          const name = categories.get(part);
          return name === undefined ? part : textIn(name, code);
        }),
      person: (id) => {
        if (id === me) return t('complaints:names.you');
        return (id === null ? undefined : people.get(id)) ?? t('complaints:names.somebody');
      },
      zoneOf: (branch) => {
        const region = branches.get(branch)?.region;
        return region === undefined ? undefined : regions.get(region)?.calendar.timeZone;
      },
    };
  }, [registry, code, me, t]);
}
