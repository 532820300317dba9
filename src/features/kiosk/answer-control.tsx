import type { AnswerValue } from '../../domain/survey/answers.ts';
import type { SurveyElement } from '../../domain/survey/definition.ts';
import { Choices, ManyChoices, YesNo } from './choices.tsx';
import { Comment } from './comment.tsx';
import { Faces } from './faces.tsx';
import { Numbers } from './numbers.tsx';

export interface AnswerControlProps {
  readonly element: SurveyElement;
  readonly given: AnswerValue | undefined;
  readonly onAnswer: (value: AnswerValue) => void;
  readonly onNote: (value: AnswerValue) => void;
}

/** More faces than these can't be told apart. */
const MOST_FACES = 5;

/** How a question is answered here. What was said before a step back shows as chosen. */
export function AnswerControl({ element, given, onAnswer, onNote }: AnswerControlProps) {
  switch (element.type) {
    case 'rating': {
      const score = typeof given === 'number' ? given : null;
      const faces = element.rateType === 'smileys' && element.rateMax - element.rateMin < MOST_FACES;
      const Scale = faces ? Faces : Numbers;
      return <Scale key={element.name} element={element} score={score} onAnswer={onAnswer} />;
    }
    case 'radiogroup':
      return (
        <Choices
          key={element.name}
          choices={element.choices}
          chosen={typeof given === 'string' ? given : null}
          onAnswer={onAnswer}
        />
      );
    case 'checkbox':
      return (
        <ManyChoices
          key={element.name}
          choices={element.choices}
          chosen={Array.isArray(given) ? (given as readonly string[]) : []}
          onAnswer={onAnswer}
          onNote={onNote}
        />
      );
    case 'boolean':
      return (
        <YesNo
          key={element.name}
          element={element}
          chosen={typeof given === 'boolean' ? given : null}
          onAnswer={onAnswer}
        />
      );
    case 'comment':
      return (
        <Comment
          key={element.name}
          maxLength={element.maxLength}
          text={typeof given === 'string' ? given : ''}
          onAnswer={onAnswer}
          onNote={onNote}
        />
      );
  }
}
