export {
  AREA_LIMIT,
  DEFAULT_AREAS,
  areaKey,
  areaLabel,
  canonicalArea,
  missingDefaultAreas,
  sameArea,
} from './areas.js';
export type { DefaultArea } from './areas.js';
export {
  acknowledgeCharter,
  charterInForce,
  charterThatCounts,
  isAcknowledged,
  missingAcknowledgements,
} from './in-force.js';
export type { AcknowledgeFacts, MissingAcknowledgements } from './in-force.js';
export { defaultCharter, publishCharter } from './publish.js';
export type { PublishCharterCommand, PublishCharterFacts } from './publish.js';
export type {
  Approval,
  CharterAcknowledgement,
  CharterVersion,
  DecisionRight,
  Wearer,
  WhichHatAnswer,
  WhichHatQuestion,
} from './types.js';
export { whichHat } from './which-hat.js';
