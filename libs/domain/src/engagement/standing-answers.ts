import { isEmailAddress } from '../shared/addresses.js';
import { readText } from '../shared/text.js';
import { STANDING_QUESTIONS, decided, refused } from '../shared/vocabulary.js';
import type { Decided, EngagementState, Shape, StandingQuestion } from '../shared/vocabulary.js';
import { standingQuestionsOf } from './hats.js';
import { refusalWhereOver } from './over.js';

const ANSWER_LIMIT = 20_000;
const NAME_LIMIT = 200;
const EMAIL_LIMIT = 254;

export interface StandingAnswerCommand {
  question: StandingQuestion;
  answer: string;
}

/**
 * An answer to one of the two test questions, trimmed. Refused where the engagement is over (WRONG_STATE), where the hat
 * that answers it is not in the shape (HAT_NOT_IN_SHAPE), or where it says nothing. Earlier answers are kept by whoever saves it.
 */
export function recordStandingAnswer(
  command: StandingAnswerCommand,
  { state, shape }: { state: EngagementState; shape: Shape },
): Decided<StandingAnswerCommand> {
  const over = refusalWhereOver(state, {
    field: 'engagementId',
    consequence: 'its test questions are answered no more',
  });
  if (over) return refused(over);
  if (!STANDING_QUESTIONS.includes(command.question))
    return refused({ code: 'INVALID', field: 'question', message: `Ask one of ${STANDING_QUESTIONS.join(', ')}.` });
  if (!standingQuestionsOf(shape).includes(command.question))
    return refused({
      code: 'HAT_NOT_IN_SHAPE',
      field: 'question',
      message: 'The engagement does not have the hat that answers this question.',
    });
  const answer = readText(command.answer, { field: 'answer', what: 'the answer', max: ANSWER_LIMIT });
  return answer.ok ? decided({ question: command.question, answer: answer.value }) : answer;
}

export interface AiRiskOwner {
  name: string;
  email: string;
}

/**
 * The one person who is accountable for AI risk; naming another replaces them. Refused without a name or an address, and
 * where the engagement is over (WRONG_STATE).
 */
export function nameAiRiskOwner(command: AiRiskOwner, { state }: { state: EngagementState }): Decided<AiRiskOwner> {
  const over = refusalWhereOver(state, { field: 'engagementId', consequence: 'who was accountable for AI risk stays' });
  if (over) return refused(over);
  const name = readText(command.name, { field: 'name', what: 'the name', max: NAME_LIMIT });
  const email = readText(command.email, { field: 'email', what: 'the email address', max: EMAIL_LIMIT });
  if (!name.ok || !email.ok) return refused(...(name.ok ? [] : name.refusals), ...(email.ok ? [] : email.refusals));
  if (!isEmailAddress(email.value))
    return refused({
      code: 'INVALID_EMAIL',
      field: 'email',
      message: 'An email address has a name, an @ and a domain.',
    });
  return decided({ name: name.value, email: email.value });
}
