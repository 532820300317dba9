import { responseId } from '../../domain/response-id.ts';
import type { Survey } from '../../domain/survey/definition.ts';
import type { LanguageCode } from '../../i18n/languages.ts';
import { QuestionScreen } from './question-screen.tsx';
import { answerRun, backRun, beginRun, noteRun, progressOf } from './run.ts';
import type { Run } from './run.ts';
import type { ShownSurvey } from './shown-surveys.ts';
import type { RunControl } from './use-run.ts';
import { Way } from './way.tsx';

/** @returns the run of a customer who has just chosen a language */
export function newRun({ id: survey, survey: definition }: ShownSurvey, language: LanguageCode): Run {
  const started = Date.now();
  const id = responseId(started, crypto.getRandomValues(new Uint8Array(10)));
  return beginRun(definition, { id, survey, language, started });
}

export interface QuestionProps {
  readonly definition: Survey;
  readonly run: Run;
  readonly control: RunControl;
}

/** The question at which a run stands. */
export function Question({ definition, run, control }: QuestionProps) {
  const progress = progressOf(definition, run);
  if (progress === null) return null;
  return (
    <QuestionScreen
      run={run}
      progress={progress}
      failed={control.failed}
      onAnswer={(value) => void control.go(answerRun(definition, run, value, Date.now()))}
      onNote={(value) => control.note(noteRun(run, value, Date.now()))}
    />
  );
}

/** How far along it is, for the foot of the screen. */
export function QuestionWay({ definition, run, control }: QuestionProps) {
  const progress = progressOf(definition, run);
  if (progress === null) return null;
  return <Way progress={progress} onBack={() => void control.go(backRun(definition, run, Date.now()))} />;
}
