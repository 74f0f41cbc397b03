import { WorkspaceEntity } from './workspace/workspace.entity.js';
import { MemberEntity } from './member/member.entity.js';
import { DepthAttestationEntity } from './member/depth-attestation.entity.js';
import { ApiTokenEntity } from './member/api-token.entity.js';
import { ClientEntity } from './client/client.entity.js';
import { ClientContactEntity } from './client/client-contact.entity.js';
import { IntakeAssessmentEntity } from './intake/intake-assessment.entity.js';
import { EngagementEntity } from './engagement/engagement.entity.js';
import { HatAssignmentEntity } from './engagement/hat-assignment.entity.js';
import { StandingAnswerEntity } from './engagement/standing-answer.entity.js';
import { HatActivityEntity } from './engagement/hat-activity.entity.js';
import { CharterEntity } from './charter/charter.entity.js';
import { DecisionRightEntity } from './charter/decision-right.entity.js';
import { CharterAcknowledgementEntity } from './charter/charter-acknowledgement.entity.js';
import { DecisionEntity } from './decision/decision.entity.js';
import { DeliverableEntity } from './deliverable/deliverable.entity.js';
import { RevisionEntity } from './deliverable/revision.entity.js';
import { EvidenceEntity } from './deliverable/evidence.entity.js';
import { DueDateMoveEntity } from './deliverable/due-date-move.entity.js';
import { DriftAlertEntity } from './alert/drift-alert.entity.js';
import { DeliveryEntity } from './alert/delivery.entity.js';
import { DeliveryAttemptEntity } from './alert/delivery-attempt.entity.js';
import { WebhookEndpointEntity } from './webhook/webhook-endpoint.entity.js';
import { OutboxEntity } from './outbox/outbox.entity.js';

/** Every table of the schema that a repository opens. */
export const ENTITIES = [
  WorkspaceEntity,
  MemberEntity,
  DepthAttestationEntity,
  ApiTokenEntity,
  ClientEntity,
  ClientContactEntity,
  IntakeAssessmentEntity,
  EngagementEntity,
  HatAssignmentEntity,
  StandingAnswerEntity,
  HatActivityEntity,
  CharterEntity,
  DecisionRightEntity,
  CharterAcknowledgementEntity,
  DecisionEntity,
  DeliverableEntity,
  RevisionEntity,
  EvidenceEntity,
  DueDateMoveEntity,
  DriftAlertEntity,
  DeliveryEntity,
  DeliveryAttemptEntity,
  WebhookEndpointEntity,
  OutboxEntity,
] as const;

export {
  WorkspaceEntity,
  MemberEntity,
  DepthAttestationEntity,
  ApiTokenEntity,
  ClientEntity,
  ClientContactEntity,
  IntakeAssessmentEntity,
  EngagementEntity,
  HatAssignmentEntity,
  StandingAnswerEntity,
  HatActivityEntity,
  CharterEntity,
  DecisionRightEntity,
  CharterAcknowledgementEntity,
  DecisionEntity,
  DeliverableEntity,
  RevisionEntity,
  EvidenceEntity,
  DueDateMoveEntity,
  DriftAlertEntity,
  DeliveryEntity,
  DeliveryAttemptEntity,
  WebhookEndpointEntity,
  OutboxEntity,
};
