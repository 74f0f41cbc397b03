import { STAGES } from '../shared/vocabulary.js';
import { AI_STORIES, PLATFORM_CONDITIONS, PRACTITIONER_DEPTHS } from './answers.js';
import type { IntakeAnswers } from './answers.js';

const YES_NO = [true, false] as const;

/** Every combination of answers that there is, in a fixed order: 2 to the seventh, times 3 depths, times 7 stages. */
export function allAnswers(): IntakeAnswers[] {
  const all: IntakeAnswers[] = [];
  for (const aiStory of AI_STORIES)
    for (const platform of PLATFORM_CONDITIONS)
      for (const seniorTechnologyOwner of YES_NO)
        for (const samePersonForAiRiskAndPlatform of YES_NO)
          for (const openQuestionsAreAiShaped of YES_NO)
            for (const surfaceBroaderThanAi of YES_NO)
              for (const aiFitsInsideTechnologyEngagement of YES_NO)
                for (const practitionerHasProductionAiDepth of PRACTITIONER_DEPTHS)
                  for (const stage of [null, ...STAGES])
                    all.push({
                      aiStory,
                      platform,
                      seniorTechnologyOwner,
                      samePersonForAiRiskAndPlatform,
                      openQuestionsAreAiShaped,
                      surfaceBroaderThanAi,
                      aiFitsInsideTechnologyEngagement,
                      practitionerHasProductionAiDepth,
                      stage,
                    });
  return all;
}

/** A client whose answers recommend FRACTIONAL_CAIO without a caution; a test names what differs. */
export function someAnswers(different: Partial<IntakeAnswers> = {}): IntakeAnswers {
  return {
    aiStory: 'STRATEGIC_STORY',
    platform: 'STABLE',
    seniorTechnologyOwner: true,
    samePersonForAiRiskAndPlatform: false,
    openQuestionsAreAiShaped: true,
    surfaceBroaderThanAi: false,
    aiFitsInsideTechnologyEngagement: false,
    practitionerHasProductionAiDepth: 'YES',
    stage: 'MID_MARKET',
    ...different,
  };
}
