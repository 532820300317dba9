import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { steps } from '../../domain/codes.ts';
import type { Step } from '../../domain/codes.ts';

export function useStepLabels(): readonly string[] {
  const { t } = useTranslation();
  return useMemo(() => steps.map((step) => t(`codes:step.${step}`)), [t]);
}

/** How many of the five steps are done: what a complaint is at has been reached. */
export const stepsDone = (step: Step): number => steps.indexOf(step) + 1;
