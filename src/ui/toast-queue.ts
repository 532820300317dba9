import { createContext, use } from 'react';

export interface ToastMessage {
  readonly text: string;
  /** takes back what was just done; with it the toast stays longer */
  readonly undo?: () => void;
  /** instead of "Undo" */
  readonly undoLabel?: string;
}

export const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** @returns a function that shows a message at the foot of the screen */
export function useToast(): (message: ToastMessage) => void {
  return use(ToastContext);
}
