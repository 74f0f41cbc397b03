import { texts } from '../../texts/index.js';

const words = texts.intake;
const yesOrNo = { YES: texts.yes, NO: texts.no };

/** The questions in the order in which they are asked, each with what it can be answered. */
export const questions = [
  { name: 'aiStory', answers: words.aiStoryOptions },
  { name: 'platform', answers: words.platformOptions },
  { name: 'seniorTechnologyOwner', answers: yesOrNo },
  { name: 'samePersonForAiRiskAndPlatform', answers: yesOrNo },
  { name: 'openQuestionsAreAiShaped', answers: yesOrNo },
  { name: 'surfaceBroaderThanAi', answers: yesOrNo },
  { name: 'aiFitsInsideTechnologyEngagement', answers: yesOrNo },
  { name: 'practitionerHasProductionAiDepth', answers: words.depthOptions },
] as const;

export type QuestionName = (typeof questions)[number]['name'];
export interface Question {
  name: QuestionName;
  answers: Record<string, string>;
}

/** What was chosen for each question; empty where nothing was yet. */
export type Chosen = Record<QuestionName, string>;

export const nothingChosen: Chosen = {
  aiStory: '',
  platform: '',
  seniorTechnologyOwner: '',
  samePersonForAiRiskAndPlatform: '',
  openQuestionsAreAiShaped: '',
  surfaceBroaderThanAi: '',
  aiFitsInsideTechnologyEngagement: '',
  practitionerHasProductionAiDepth: '',
};

/** A yes or no as the API takes it; null for what is not chosen, or not known. */
export function yes(choice: string): boolean | null {
  return choice === 'YES' ? true : choice === 'NO' ? false : null;
}

/** The choices as the API takes answers that are still being given. */
export function answersSoFar(chosen: Chosen) {
  return {
    aiStory: chosen.aiStory === '' ? null : (chosen.aiStory as keyof typeof words.aiStoryOptions),
    platform: chosen.platform === '' ? null : (chosen.platform as keyof typeof words.platformOptions),
    seniorTechnologyOwner: yes(chosen.seniorTechnologyOwner),
    samePersonForAiRiskAndPlatform: yes(chosen.samePersonForAiRiskAndPlatform),
    openQuestionsAreAiShaped: yes(chosen.openQuestionsAreAiShaped),
    surfaceBroaderThanAi: yes(chosen.surfaceBroaderThanAi),
    aiFitsInsideTechnologyEngagement: yes(chosen.aiFitsInsideTechnologyEngagement),
    practitionerHasProductionAiDepth: yes(chosen.practitionerHasProductionAiDepth),
  };
}

/** The same once every question that must be answered is. */
export function allAnswers(chosen: Chosen) {
  return {
    aiStory: chosen.aiStory as keyof typeof words.aiStoryOptions,
    platform: chosen.platform as keyof typeof words.platformOptions,
    seniorTechnologyOwner: chosen.seniorTechnologyOwner === 'YES',
    samePersonForAiRiskAndPlatform: chosen.samePersonForAiRiskAndPlatform === 'YES',
    openQuestionsAreAiShaped: chosen.openQuestionsAreAiShaped === 'YES',
    surfaceBroaderThanAi: chosen.surfaceBroaderThanAi === 'YES',
    aiFitsInsideTechnologyEngagement: chosen.aiFitsInsideTechnologyEngagement === 'YES',
  };
}
