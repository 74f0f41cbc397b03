import type { Hat, Shape, StandingQuestion } from '../shared/vocabulary.js';

/** The hats of a shape, CTO first. */
export function hatsOf(shape: Shape): Hat[] {
  switch (shape) {
    case 'FRACTIONAL_CTO':
      return ['CTO'];
    case 'FRACTIONAL_CAIO':
      return ['CAIO'];
    case 'CTO_AND_CAIO':
    case 'TWO_ROLES':
      return ['CTO', 'CAIO'];
    default:
      return shape satisfies never;
  }
}

/** The other hat. */
export function otherHat(hat: Hat): Hat {
  return hat === 'CTO' ? 'CAIO' : 'CTO';
}

/** For a reader: a fractional CTO, one person with both hats. */
export function shapeLabel(shape: Shape): string {
  switch (shape) {
    case 'FRACTIONAL_CTO':
      return 'a fractional CTO';
    case 'FRACTIONAL_CAIO':
      return 'a fractional CAIO';
    case 'CTO_AND_CAIO':
      return 'one person who wears both hats, CTO and CAIO';
    case 'TWO_ROLES':
      return 'two people, a CTO and a CAIO';
    default:
      return shape satisfies never;
  }
}

/** The test question that the wearer of a hat can answer at any time. */
export function standingQuestionOf(hat: Hat): StandingQuestion {
  return hat === 'CTO' ? 'PLATFORM_IN_18_MONTHS' : 'AI_RISK_POSTURE';
}

/** The test questions of an engagement: a single hat answers its own. */
export function standingQuestionsOf(shape: Shape): StandingQuestion[] {
  return hatsOf(shape).map(standingQuestionOf);
}

/** The test questions as they are asked. */
export const STANDING_QUESTION_TEXT: Readonly<Record<StandingQuestion, string>> = {
  PLATFORM_IN_18_MONTHS: 'What should the platform look like in 18 months?',
  AI_RISK_POSTURE: 'What is our AI risk posture?',
};
