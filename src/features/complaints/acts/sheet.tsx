import type { ComponentType } from 'react';
import type { ActId } from '../case/next-step.ts';
import { AcknowledgeSheet } from './acknowledge-sheet.tsx';
import type { SheetProps } from './act-sheet.tsx';
import { AnswerSheet } from './answer-sheet.tsx';
import { ApproveSheet } from './approve-sheet.tsx';
import { AssessSheet } from './assess-sheet.tsx';
import { AssignSheet } from './assign-sheet.tsx';
import { CloseSheet } from './close-sheet.tsx';
import { CorrectSheet } from './correct-sheet.tsx';
import { DecideSheet } from './decide-sheet.tsx';
import { DoneSheet } from './done-sheet.tsx';
import { InvestigateSheet, NoteSheet, ReopenSheet } from './words-sheets.tsx';
import { PartySheet } from './party-sheet.tsx';
import { ProposeSheet } from './propose-sheet.tsx';
import { ReferSheet } from './refer-sheet.tsx';
import { TransferSheet } from './transfer-sheet.tsx';

const SHEETS: Readonly<Record<ActId, ComponentType<SheetProps>>> = {
  note: NoteSheet,
  acknowledge: AcknowledgeSheet,
  assess: AssessSheet,
  assign: AssignSheet,
  transfer: TransferSheet,
  investigate: InvestigateSheet,
  propose: ProposeSheet,
  approve: ApproveSheet,
  decide: DecideSheet,
  answer: AnswerSheet,
  refer: ReferSheet,
  done: DoneSheet,
  close: CloseSheet,
  reopen: ReopenSheet,
  correct: CorrectSheet,
  party: PartySheet,
};

export function Sheet({ act, ...props }: SheetProps & { readonly act: ActId }) {
  const Chosen = SHEETS[act];
  return <Chosen {...props} />;
}
