import { WorkspaceEntity } from './workspace/workspace.entity.js';
import { MemberEntity } from './member/member.entity.js';
import { DepthAttestationEntity } from './member/depth-attestation.entity.js';
import { ApiTokenEntity } from './member/api-token.entity.js';
import { CalendarAddressEntity } from './member/calendar-address.entity.js';
import { ClientEntity } from './client/client.entity.js';
import { ClientContactEntity } from './client/client-contact.entity.js';
import { IntakeAssessmentEntity } from './intake/intake-assessment.entity.js';
import { ShareLinkEntity } from './intake/share-link.entity.js';
import { EngagementEntity } from './engagement/engagement.entity.js';
import { HatAssignmentEntity } from './engagement/hat-assignment.entity.js';
import { StandingAnswerEntity } from './engagement/standing-answer.entity.js';
import { HatActivityEntity } from './engagement/hat-activity.entity.js';
import { QuarterEntity } from './engagement/quarter.entity.js';
import { PauseEntity } from './engagement/pause.entity.js';
import { CharterEntity } from './charter/charter.entity.js';
import { DecisionRightEntity } from './charter/decision-right.entity.js';
import { CharterAcknowledgementEntity } from './charter/charter-acknowledgement.entity.js';
import { CharterPractitionerEntity } from './charter/charter-practitioner.entity.js';
import { DecisionEntity } from './decision/decision.entity.js';
import { DecisionSignOffEntity } from './decision/decision-sign-off.entity.js';
import { DecisionApprovalEntity } from './decision/decision-approval.entity.js';
import { DeliverableEntity } from './deliverable/deliverable.entity.js';
import { DeliverableDraftEntity } from './deliverable/deliverable-draft.entity.js';
import { RevisionEntity } from './deliverable/revision.entity.js';
import { EvidenceEntity } from './deliverable/evidence.entity.js';
import { DueDateMoveEntity } from './deliverable/due-date-move.entity.js';
import { ExportJobEntity } from './deliverable/export-job.entity.js';
import { DeliverableTemplateEntity } from './deliverable/deliverable-template.entity.js';
import { FileEntity } from './deliverable/file.entity.js';
import { SubmissionEntity } from './deliverable/submission.entity.js';
import { DriftAlertEntity } from './alert/drift-alert.entity.js';
import { AlertEscalationEntity } from './alert/alert-escalation.entity.js';
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
  CalendarAddressEntity,
  ClientEntity,
  ClientContactEntity,
  IntakeAssessmentEntity,
  ShareLinkEntity,
  EngagementEntity,
  HatAssignmentEntity,
  StandingAnswerEntity,
  HatActivityEntity,
  QuarterEntity,
  PauseEntity,
  CharterEntity,
  DecisionRightEntity,
  CharterAcknowledgementEntity,
  CharterPractitionerEntity,
  DecisionEntity,
  DecisionSignOffEntity,
  DecisionApprovalEntity,
  DeliverableEntity,
  DeliverableDraftEntity,
  RevisionEntity,
  EvidenceEntity,
  DueDateMoveEntity,
  ExportJobEntity,
  DeliverableTemplateEntity,
  FileEntity,
  SubmissionEntity,
  DriftAlertEntity,
  AlertEscalationEntity,
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
  CalendarAddressEntity,
  ClientEntity,
  ClientContactEntity,
  IntakeAssessmentEntity,
  ShareLinkEntity,
  EngagementEntity,
  HatAssignmentEntity,
  StandingAnswerEntity,
  HatActivityEntity,
  QuarterEntity,
  PauseEntity,
  CharterEntity,
  DecisionRightEntity,
  CharterAcknowledgementEntity,
  CharterPractitionerEntity,
  DecisionEntity,
  DecisionSignOffEntity,
  DecisionApprovalEntity,
  DeliverableEntity,
  DeliverableDraftEntity,
  RevisionEntity,
  EvidenceEntity,
  DueDateMoveEntity,
  ExportJobEntity,
  DeliverableTemplateEntity,
  FileEntity,
  SubmissionEntity,
  DriftAlertEntity,
  AlertEscalationEntity,
  DeliveryEntity,
  DeliveryAttemptEntity,
  WebhookEndpointEntity,
  OutboxEntity,
};
