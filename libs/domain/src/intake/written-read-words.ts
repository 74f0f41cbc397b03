import type { Hat, RecommendedShape, Stage } from '../shared/vocabulary.js';
import type { IntakeAnswers, PractitionerDepth } from './answers.js';
import type { Lean, Recommendation, RubricQuestion } from './recommendation.js';

/** The sentences of the written read that depend on one word of the domain. */

export const HEADLINES: Readonly<Record<RecommendedShape, string>> = {
  FRACTIONAL_CTO: 'Our recommendation: fill one hat, with a fractional CTO.',
  FRACTIONAL_CAIO: 'Our recommendation: fill one hat, with a fractional CAIO.',
  CTO_AND_CAIO: 'Our recommendation: fill both hats, CTO and CAIO, with one person.',
  TWO_ROLES: 'Our recommendation: fill both hats with two people, the CTO first, then the CAIO.',
  NEITHER: 'Our recommendation: fill neither hat now.',
};

/** What the agreement of the first three questions means for this recommendation. */
export function agreementSentence({ hats, agreement }: Pick<Recommendation, 'hats' | 'agreement'>): string {
  if (hats.length === 0) return 'Not every answer points this way; where one leans to a hat, the table below says so.';
  if (agreement === 'CONFLICTED')
    return hats.length === 2
      ? 'The other questions all lean to one hat, so treat this as a starting point for a conversation.'
      : 'Your answers pull in different directions, so treat this as a starting point for a conversation.';
  if (hats.length === 2) return 'The other questions lean to each of the two hats, which bears this out.';
  return agreement === 'UNANIMOUS'
    ? 'All your answers bear this out.'
    : 'Most of your answers bear this out; where one does not, the table below says so.';
}

export const QUESTION_WORDS: Readonly<Record<RubricQuestion, string>> = {
  AI_STORY: 'Is AI the strategic story?',
  PLATFORM: 'Is the platform stable, or the bottleneck?',
  SENIOR_TECHNOLOGY_OWNER: 'Is a senior technology owner in place?',
  SAME_PERSON: 'Should one person answer for AI risk and the platform?',
};

export const LEAN_WORDS: Readonly<Record<Lean, string>> = {
  CTO: 'CTO',
  CAIO: 'CAIO',
  ONE_PERSON: 'both hats on one person',
  SEPARATE_ROLES: 'separate roles',
};

export const HAT_PURPOSES: Readonly<Record<Hat, string>> = {
  CTO: 'Answers for the platform, the people who build it and what is built next.',
  CAIO: 'Answers for what AI does in the company, what it may do, and what happens when it is wrong.',
};

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  PRE_SEED: 'Pre-seed',
  SEED: 'Seed',
  SERIES_A: 'Series A',
  SERIES_B_OR_LATER: 'Series B or later',
  MID_MARKET: 'Mid-market',
  ENTERPRISE: 'Enterprise',
};

const DEPTH_WORDS: Readonly<Record<PractitionerDepth, string>> = {
  YES: 'Yes',
  NO: 'No',
  NOT_YET_KNOWN: 'Not yet known',
};

/** Every answer as the client would read it back, in the order in which the questions are asked. */
export function answerRows(answers: IntakeAnswers): { question: string; answer: string }[] {
  const yesNo = (value: boolean): string => (value ? 'Yes' : 'No');
  return [
    {
      question: QUESTION_WORDS.AI_STORY,
      answer: answers.aiStory === 'STRATEGIC_STORY' ? 'Yes, it is the story' : 'No, it is one of several bets',
    },
    {
      question: QUESTION_WORDS.PLATFORM,
      answer: answers.platform === 'STABLE' ? 'Stable' : 'The bottleneck',
    },
    { question: QUESTION_WORDS.SENIOR_TECHNOLOGY_OWNER, answer: yesNo(answers.seniorTechnologyOwner) },
    { question: QUESTION_WORDS.SAME_PERSON, answer: yesNo(answers.samePersonForAiRiskAndPlatform) },
    { question: 'Are the open questions about AI?', answer: yesNo(answers.openQuestionsAreAiShaped) },
    { question: 'Is the work broader than AI?', answer: yesNo(answers.surfaceBroaderThanAi) },
    {
      question: 'Does the AI work fit inside a technology engagement?',
      answer: yesNo(answers.aiFitsInsideTechnologyEngagement),
    },
    {
      question: 'Has the practitioner at hand run AI in production?',
      answer: DEPTH_WORDS[answers.practitionerHasProductionAiDepth],
    },
    { question: 'Stage of the company', answer: answers.stage === null ? 'Not said' : STAGE_WORDS[answers.stage] },
  ];
}

interface WrongPick {
  failure: string;
  sign: string;
  then: string;
}

/** What the wrong choice of a shape looks like from inside the company, and what mends it. */
export const WRONG_PICK: Readonly<Record<RecommendedShape, WrongPick>> = {
  FRACTIONAL_CTO: {
    failure:
      'If AI matters more than you told us, it becomes the half that is dropped: always planned, never finished, with nobody to ask about its risk.',
    sign: 'a month in which the CTO decided nothing about AI, while your customers or your board asked about it.',
    then: 'add a CAIO, or give the second hat to the same person in writing.',
  },
  FRACTIONAL_CAIO: {
    failure:
      'If the platform is weaker than you told us, the CAIO writes plans that engineering cannot carry, and loses the ear of the engineers within a quarter.',
    sign: 'an AI strategy that rests on platform work which stands on no roadmap.',
    then: 'fill the CTO seat before going on with the AI work.',
  },
  CTO_AND_CAIO: {
    failure:
      'One person with two hats is pulled to the louder one, and the platform is louder: the AI half is dropped without anyone deciding so.',
    sign: 'AI documents that come later and thinner than those about the platform, and two weeks without any work under the AI hat.',
    then: 'agree fewer duties for one hat, or split the roles.',
  },
  TWO_ROLES: {
    failure:
      "Two people can each do good work and still fail at the line between them: two answers to one question, or a question that is nobody's.",
    sign: 'decisions of one that undo those of the other, and joint decisions that wait for a second signature.',
    then: 'rewrite the decision rights with both at the table, or put both hats on one person who has the depth.',
  },
  NEITHER: {
    failure:
      'If we are wrong, nobody will notice for a while: AI questions are answered by whoever is asked first, and the answers do not match.',
    sign: 'a customer, an auditor or an investor who asks about AI and gets no answer within a week, or your technology owner leaving.',
    then: 'answer these questions again; it takes ten minutes.',
  },
};
