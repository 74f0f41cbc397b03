import { describe, expect, it } from '@jest/globals';
import { approveDecision } from './approve.js';
import type { ApproveFacts } from './approve.js';
import { signOffDecision } from './sign-off.js';
import type { SignOffFacts } from './sign-off.js';

const JOINT: SignOffFacts = {
  state: 'ACTIVE',
  hatWorn: 'JOINT',
  supersededByTitle: null,
  signOffs: [],
  assignments: [
    { hat: 'CTO', practitionerId: 'ada' },
    { hat: 'CAIO', practitionerId: 'ben' },
  ],
};
const SIGNED = { signOffs: [{ hat: 'CTO', reason: 'The platform carries it.' }] } as const;
const ONE_PERSON = { assignments: JOINT.assignments.map(({ hat }) => ({ hat, practitionerId: 'ada' })) };

describe('a joint decision is signed', () => {
  // prettier-ignore
  it.each<[string, string | null, 'CTO' | 'CAIO', string, Partial<SignOffFacts>, string]>([
    // given                           who    hat     reason                       facts                                      then
    ['by the wearer',                  'ada', 'CTO',  'The platform carries it.',  {},                                        'signed for ada'],
    ['by a token',                     null,  'CAIO', 'The risk is small.',        {},                                        'signed for ben'],
    ['by the other practitioner',      'ada', 'CAIO', 'The risk is small.',        {},                                        'hat NOT_THE_WEARER'],
    ['for a hat that nobody wears',    null,  'CTO',  'Why not.',                  { assignments: [] },                       'hat NOT_THE_WEARER'],
    ['a second time',                  'ada', 'CTO',  'Once more.',                SIGNED,                                    'hat ALREADY_SIGNED'],
    ['with both hats, one person',     'ada', 'CAIO', 'The risk is small.',        { ...SIGNED, ...ONE_PERSON },              'signed for ada'],
    ['with the same words twice',      'ada', 'CAIO', 'the platform  carries it',  { ...SIGNED, ...ONE_PERSON },              'reason SAME_REASON'],
    ['without a reason',               'ada', 'CTO',  ' ',                         {},                                        'reason REQUIRED'],
    ['though it is one hat\'s',        'ada', 'CTO',  'Mine.',                     { hatWorn: 'CTO' },                        'decisionId NOT_JOINT'],
    ['though it was replaced',         'ada', 'CTO',  'Late.',                     { supersededByTitle: 'A later one' },      'decisionId SUPERSEDED'],
    ['after the end',                  'ada', 'CTO',  'Late.',                     { state: 'COMPLETED' },                    'engagementId WRONG_STATE'],
  ])('%s', (_given, signer, hat, reason, different, then) => {
    const signed = signOffDecision({ hat, reason }, { ...JOINT, ...different }, signer);
    const said = signed.ok
      ? `signed for ${signed.value.practitionerId}`
      : signed.refusals.map(({ field, code }) => `${field} ${code}`).join();
    expect(said).toBe(then);
  });
});

describe('spend over a limit is approved', () => {
  const OVER: ApproveFacts = { state: 'PAUSED', supersededByTitle: null, needed: true, approved: false };

  // prettier-ignore
  it.each<[string, string, Partial<ApproveFacts>, string]>([
    ['with a reason',            ' It saves a hire. ', {},                                 'It saves a hire.'],
    ['without a reason',         '',                   {},                                 'reason REQUIRED'],
    ['a second time',            'Again.',             { approved: true },                 'decisionId ALREADY_APPROVED'],
    ['where it is inside',       'Fine.',              { needed: false },                  'decisionId NOT_NEEDED'],
    ['though it was replaced',   'Fine.',              { supersededByTitle: 'Another' },   'decisionId SUPERSEDED'],
    ['after the end',            'Fine.',              { state: 'ENDED_EARLY' },           'engagementId WRONG_STATE'],
  ])('%s', (_given, reason, different, then) => {
    const approved = approveDecision({ reason }, { ...OVER, ...different });
    const said = approved.ok ? approved.value.reason : approved.refusals.map(({ field, code }) => `${field} ${code}`).join();
    expect(said).toBe(then);
  });
});
