import { hatsOf } from '../engagement/hats.js';
import type { FailureMode, Hat, RecommendedShape, Stage } from '../shared/vocabulary.js';
import type { IntakeAnswers } from './answers.js';
import type { Agreement, Caution, Lean, Recommendation, RecommendationReason, Signpost } from './recommendation.js';

/*
 * Rubric version 1, whole. Bicorne domain language, Intake: rubric v1.
 * Assessments are replayed with the version that they were computed with, so this file never changes its answers, its
 * sentences included: a test holds their fingerprint. A change of mind is a version 2 beside it.
 */

/** Q4 settles the staffing by itself, so it weighs more than the other three together. */
const WEIGHT_OF_SAME_PERSON = 4;
const WEIGHT_OF_OTHERS = 1;

/** At these stages one person with two hats is what a company can usually carry. */
const EARLY_STAGES: readonly Stage[] = ['PRE_SEED', 'SEED', 'SERIES_A'];

/** The recommendation of version 1 for the answers: the same for ever. */
export function recommendByRubricV1(answers: IntakeAnswers): Recommendation {
  const { shape, why } = shapeOf(answers);
  const hats: Hat[] = shape === 'NEITHER' ? [] : hatsOf(shape);
  const reasons = reasonsFor(answers);
  const agreement = agreementOf(hats, reasons);
  const signposts = signpostsFor(answers);
  const on = (hat: Hat): number => signposts.filter((signpost) => signpost.hat === hat && signpost.on).length;
  return {
    shape,
    hats,
    agreement,
    caioSignals: on('CAIO'),
    ctoSignals: on('CTO'),
    reasons,
    cautions: cautionsFor(answers, shape, hats, agreement),
    failureModeToWatch: failureModeToWatch(shape),
    why,
    signposts,
  };
}

/** The table of the rubric, line by line. */
function shapeOf(answers: IntakeAnswers): { shape: RecommendedShape; why: string } {
  if (answers.samePersonForAiRiskAndPlatform) {
    if (answers.practitionerHasProductionAiDepth === 'NO')
      return {
        shape: 'TWO_ROLES',
        why: 'You want one person to answer for AI risk and the platform, but the practitioner at hand has not run AI in production. Two people are the honest answer until one of them can wear both hats.',
      };
    return {
      shape: 'CTO_AND_CAIO',
      why: 'You want one person to answer for both AI risk and the platform, so both hats go to one head, with the duties of each written down apart.',
    };
  }
  const strategic = answers.aiStory === 'STRATEGIC_STORY';
  if (!answers.seniorTechnologyOwner) {
    if (strategic)
      return {
        shape: 'TWO_ROLES',
        why: 'AI is the story and nobody senior owns the technology under it. Both seats are needed, and the empty CTO seat is filled first, because a CAIO without a platform owner has nothing to build on.',
      };
    return {
      shape: 'FRACTIONAL_CTO',
      why: 'Nobody senior owns technology, and AI is one bet among several. The CTO seat is the one that is missing; AI is part of its work.',
    };
  }
  if (strategic)
    return {
      shape: 'FRACTIONAL_CAIO',
      why: 'AI is the story, and someone senior already owns the technology. What is missing is the person who answers for AI.',
    };
  if (answers.openQuestionsAreAiShaped)
    return {
      shape: 'FRACTIONAL_CAIO',
      why: 'AI is one bet among several, but the questions that are open are about AI, and someone senior already owns the technology. The answers you lack are those of a CAIO.',
    };
  if (answers.platform === 'BOTTLENECK')
    return {
      shape: 'FRACTIONAL_CTO',
      why: 'The platform holds the company back, and neither the story nor the open questions are about AI. Your technology owner needs the help of a CTO, not of a CAIO.',
    };
  return {
    shape: 'NEITHER',
    why: 'The platform is stable, someone senior owns it, and nothing open is about AI. Neither hat would earn its fee today.',
  };
}

function reasonsFor(answers: IntakeAnswers): RecommendationReason[] {
  const strategic = answers.aiStory === 'STRATEGIC_STORY';
  const stable = answers.platform === 'STABLE';
  const owner = answers.seniorTechnologyOwner;
  const same = answers.samePersonForAiRiskAndPlatform;
  const reason = (
    question: RecommendationReason['question'],
    answer: string,
    leansTo: Lean,
    statement: string,
  ): RecommendationReason => ({
    question,
    answer,
    leansTo,
    weight: question === 'SAME_PERSON' ? WEIGHT_OF_SAME_PERSON : WEIGHT_OF_OTHERS,
    statement,
  });
  return [
    strategic
      ? reason(
          'AI_STORY',
          answers.aiStory,
          'CAIO',
          'A story that customers and investors are told needs one person who answers for it.',
        )
      : reason(
          'AI_STORY',
          answers.aiStory,
          'CTO',
          'One bet among several competes for the roadmap, and whoever owns the roadmap should weigh it.',
        ),
    stable
      ? reason(
          'PLATFORM',
          answers.platform,
          'CAIO',
          'AI work has something to stand on, so attention can go to AI itself.',
        )
      : reason('PLATFORM', answers.platform, 'CTO', 'Until the platform carries more, every plan for AI waits for it.'),
    owner
      ? reason(
          'SENIOR_TECHNOLOGY_OWNER',
          'YES',
          'CAIO',
          'The seat of the technology owner is taken; it is not the one that is missing.',
        )
      : reason('SENIOR_TECHNOLOGY_OWNER', 'NO', 'CTO', 'An empty technology seat is filled before any other.'),
    same
      ? reason(
          'SAME_PERSON',
          'YES',
          'ONE_PERSON',
          'One person is to answer for the AI risk and for the platform, which puts both hats on one head.',
        )
      : reason(
          'SAME_PERSON',
          'NO',
          'SEPARATE_ROLES',
          'AI risk and the platform need not sit with one person, so each hat is judged by itself.',
        ),
  ];
}

function signpostsFor(answers: IntakeAnswers): Signpost[] {
  return [
    { hat: 'CAIO', on: answers.aiStory === 'STRATEGIC_STORY', statement: 'AI is the strategic story' },
    { hat: 'CAIO', on: answers.platform === 'STABLE', statement: 'the platform is stable' },
    { hat: 'CAIO', on: answers.openQuestionsAreAiShaped, statement: 'the open questions are about AI' },
    { hat: 'CAIO', on: answers.seniorTechnologyOwner, statement: 'a senior technology owner is in place' },
    { hat: 'CTO', on: answers.surfaceBroaderThanAi, statement: 'the work is broader than AI' },
    { hat: 'CTO', on: !answers.seniorTechnologyOwner, statement: 'no senior technology owner is in place' },
    {
      hat: 'CTO',
      on: answers.aiFitsInsideTechnologyEngagement,
      statement: 'the AI work fits inside a technology engagement',
    },
  ];
}

/** How far Q1 to Q3 agree with the hats that come out. */
function agreementOf(hats: readonly Hat[], reasons: readonly RecommendationReason[]): Agreement {
  const leans = reasons.filter((reason) => reason.question !== 'SAME_PERSON').map((reason) => reason.leansTo);
  const [first, second] = hats;
  if (first === undefined) return 'MAJORITY';
  if (second !== undefined) return new Set(leans).size > 1 ? 'UNANIMOUS' : 'CONFLICTED';
  const toward = leans.filter((lean) => lean === first).length;
  return toward === leans.length ? 'UNANIMOUS' : toward === leans.length - 1 ? 'MAJORITY' : 'CONFLICTED';
}

function cautionsFor(
  answers: IntakeAnswers,
  shape: RecommendedShape,
  hats: readonly Hat[],
  agreement: Agreement,
): Caution[] {
  const [cto, caio] = [hats.includes('CTO'), hats.includes('CAIO')];
  const depth = answers.practitionerHasProductionAiDepth;
  const cautions: (Caution | false)[] = [
    caio &&
      depth === 'NOT_YET_KNOWN' && {
        code: 'DEPTH_NOT_EVIDENCED',
        statement:
          'We have not yet seen that whoever would wear the CAIO hat has run AI in production: ask for their evidence of choosing models, evaluating them, and passing governance documents through procurement.',
      },
    caio &&
      depth === 'NO' && {
        code: 'DEPTH_MISSING',
        statement:
          'The practitioner at hand has not run AI in production: do not give them the CAIO hat, find someone who has.',
      },
    caio &&
      !cto &&
      answers.platform === 'BOTTLENECK' && {
        code: 'PLATFORM_IS_BOTTLENECK',
        statement:
          'The platform is the bottleneck and a CAIO will not mend it: agree with your technology owner what the platform must carry, and by when, before the AI work starts.',
      },
    cto &&
      answers.seniorTechnologyOwner && {
        code: 'CTO_SEAT_ALREADY_HELD',
        statement:
          'Someone senior already owns technology: agree in writing, before the start, which decisions stay with them and which pass to the CTO hat.',
      },
    shape === 'FRACTIONAL_CTO' &&
      (answers.aiStory === 'STRATEGIC_STORY' || answers.openQuestionsAreAiShaped) && {
        code: 'AI_IS_A_SIDE_RESPONSIBILITY',
        statement:
          'Some of what is open is about AI and would be a side responsibility of the CTO: name who answers for it, or it will be done last.',
      },
    shape === 'TWO_ROLES' &&
      answers.stage !== null &&
      EARLY_STAGES.includes(answers.stage) && {
        code: 'STAGE_FAVOURS_ONE_PERSON',
        statement:
          'At your stage two senior people are much to carry and much to keep in step: one person with both hats, if you can find one with the depth, is usually the better fit.',
      },
    agreement === 'CONFLICTED' && {
      code: 'ANSWERS_CONFLICT',
      statement:
        'Your answers do not point one way: talk this recommendation through with the people who gave them before acting on it.',
    },
  ];
  return cautions.filter((caution) => caution !== false);
}

function failureModeToWatch(shape: RecommendedShape): FailureMode | null {
  switch (shape) {
    case 'FRACTIONAL_CTO':
    case 'CTO_AND_CAIO':
      return 'DROPPED_AI_HALF';
    case 'FRACTIONAL_CAIO':
      return 'NO_PLATFORM_CREDIBILITY';
    case 'TWO_ROLES':
      return 'BAD_INTERFACE';
    case 'NEITHER':
      return null;
    default:
      return shape satisfies never;
  }
}
