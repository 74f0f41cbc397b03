import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, EngagementState, Hat } from '../shared/vocabulary.js';
import { closedLog, supersededBy } from './standing.js';

const REASON_LIMIT = 2_000;

export interface SignOffFacts {
  state: EngagementState;
  hatWorn: Hat | 'JOINT';
  /** Title of the decision that took its place; null where it is in force. */
  supersededByTitle: string | null;
  signOffs: readonly { hat: Hat; reason: string }[];
  /** Who wears each hat now. */
  assignments: readonly { hat: Hat; practitionerId: string | null }[];
}

/**
 * A hat agrees to a JOINT decision, with a reason of its own. Refused: what is not JOINT (NOT_JOINT), by anyone but the
 * wearer of the hat (NOT_THE_WEARER), a second time (ALREADY_SIGNED), with the other hat's words (SAME_REASON), and where
 * the decision or its engagement is over. One person with both hats signs twice. Bicorne domain language, Charter and
 * decisions.
 *
 * @param signer the member who signs; null for a token of the consultancy, which signs for the wearer
 */
export function signOffDecision(
  command: { hat: Hat; reason: string },
  facts: SignOffFacts,
  signer: string | null,
): Decided<{ hat: Hat; reason: string; practitionerId: string }> {
  const over = closedLog(facts.state) ?? supersededBy(facts.supersededByTitle);
  if (over) return refused(over);
  if (facts.hatWorn !== 'JOINT')
    return refused({
      code: 'NOT_JOINT',
      field: 'decisionId',
      message: `The decision was taken under the ${facts.hatWorn} hat alone: only a JOINT one is signed by both.`,
    });
  const wearer = facts.assignments.find(({ hat }) => hat === command.hat)?.practitionerId ?? null;
  if (wearer === null || (signer !== null && signer !== wearer))
    return refused({
      code: 'NOT_THE_WEARER',
      field: 'hat',
      message:
        wearer === null
          ? `Nobody wears the ${command.hat} hat: assign a practitioner, who then signs.`
          : `Whoever wears the ${command.hat} hat signs for it.`,
    });
  if (facts.signOffs.some(({ hat }) => hat === command.hat))
    return refused({ code: 'ALREADY_SIGNED', field: 'hat', message: `The ${command.hat} hat has signed it already.` });
  const reason = readText(command.reason, { field: 'reason', what: 'the reason', max: REASON_LIMIT });
  if (!reason.ok) return reason;
  if (facts.signOffs.some((signOff) => sameWords(signOff.reason, reason.value)))
    return refused({
      code: 'SAME_REASON',
      field: 'reason',
      message: `That is the other hat's reason: say why the ${command.hat} hat agrees.`,
    });
  return decided({ hat: command.hat, reason: reason.value, practitionerId: wearer });
}

function sameWords(left: string, right: string): boolean {
  const words = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(left) === words(right);
}
