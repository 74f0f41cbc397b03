import * as domain from '@bicorne/domain';
import { SCOPES } from '@bicorne/identity';
import { registerEnumType } from '@nestjs/graphql';

/** A closed list of the domain as an enum of the schema, with the list's words as names and values. */
function enumOf<Word extends string>(name: string, words: readonly Word[], description: string): { [W in Word]: W } {
  const values = Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };
  registerEnumType(values, { name, description });
  return values;
}

export const Hat = enumOf('Hat', domain.HATS, 'The two hats.');
export const Shape = enumOf('Shape', domain.SHAPES, 'How an engagement is staffed.');
export const RecommendedShape = enumOf(
  'RecommendedShape',
  [...domain.SHAPES, 'NEITHER'] as const,
  'What the intake recommends: a shape, or neither hat.',
);
export const ClientSource = enumOf(
  'ClientSource',
  domain.CLIENT_SOURCES,
  'How a client came into the portfolio: entered by a member, or by answering the public intake.',
);
export const Stage = enumOf('Stage', domain.STAGES, 'How far a company has come.');
export const Role = enumOf(
  'Role',
  [...domain.MEMBER_ROLES, ...domain.CLIENT_CONTACT_ROLES] as const,
  'Members are OWNER, PARTNER or PRACTITIONER; client contacts are SPONSOR or VIEWER.',
);
export const EngagementState = enumOf('EngagementState', domain.ENGAGEMENT_STATES, 'Where an engagement stands.');
export const DeliverableState = enumOf('DeliverableState', domain.DELIVERABLE_STATES, 'Where a deliverable stands.');
export const ExportState = enumOf('ExportState', domain.EXPORT_STATES, 'Where an archive stands that is being made.');
export const Verdict = enumOf('Verdict', domain.VERDICTS, 'What depth says about a text.');
export const Severity = enumOf('Severity', domain.SEVERITIES, 'How bad a drift signal is.');
export const AlertState = enumOf('AlertState', domain.ALERT_STATES, 'Where a drift alert stands.');
export const AlertOrder = enumOf(
  'AlertOrder',
  ['NEWEST', 'WORST'] as const,
  'The newest first and of one moment the worst, or the worst first and of them the newest.',
);
export const EscalationLevel = enumOf(
  'EscalationLevel',
  domain.ESCALATION_LEVELS,
  'Who is told of an alert that nobody answers: after 3 working days the partners, after 5 the owners, and sponsors where the workspace says so.',
);
export const RightHolder = enumOf('RightHolder', domain.RIGHT_HOLDERS, 'Whose an area of decision is.');
export const HatWorn = enumOf('HatWorn', ['CTO', 'CAIO', 'JOINT'] as const, 'The hat that was on for a decision.');
export const SectionChange = enumOf(
  'SectionChange',
  domain.SECTION_CHANGES,
  'What became of a section between two revisions.',
);
export const ChangedBy = enumOf(
  'ChangedBy',
  domain.CHANGED_BY,
  'Which of two texts says something else than the one that both began from.',
);
export const TextPartKind = enumOf(
  'TextPartKind',
  ['SAME', 'ADDED', 'REMOVED'] as const,
  'Which of two texts has a part.',
);
export const EvidenceKind = enumOf('EvidenceKind', domain.EVIDENCE_KINDS, 'What shows that a section is true.');
export const DepthEvidenceKind = enumOf(
  'DepthEvidenceKind',
  domain.DEPTH_EVIDENCE_KINDS,
  "What attests a practitioner's AI depth.",
);
export const StandingQuestion = enumOf('StandingQuestion', domain.STANDING_QUESTIONS, 'The two test questions.');
export const FailureMode = enumOf('FailureMode', domain.FAILURE_MODES, 'How an engagement goes wrong.');
export const PortfolioMark = enumOf(
  'PortfolioMark',
  domain.PORTFOLIO_MARKS,
  'What a row of the portfolio can be picked by: what is open there, else where its engagement stands.',
);
export const PortfolioOrder = enumOf('PortfolioOrder', domain.PORTFOLIO_ORDERS, 'By what the portfolio is sorted.');
export const DriftRule = enumOf('DriftRule', domain.RULE_CODES, 'The rules of drift.');
export const AiStory = enumOf('AiStory', domain.AI_STORIES, 'What AI is to the company.');
export const PlatformState = enumOf('PlatformState', domain.PLATFORM_CONDITIONS, 'How the platform stands.');
export const Agreement = enumOf('Agreement', domain.AGREEMENTS, 'How far the first three questions agree.');
export const WebhookEvent = enumOf(
  'WebhookEvent',
  ['DRIFT_ALERT_RAISED', 'DRIFT_ALERT_RESOLVED', 'DELIVERABLE_SUBMITTED'] as const,
  'What an endpoint can be told.',
);
export const CalendarAddressChange = enumOf(
  'CalendarAddressChange',
  ['RENEW', 'REVOKE'] as const,
  'What may become of the address of a calendar.',
);
export const DataExportKind = enumOf('DataExportKind', ['CLIENT', 'WORKSPACE'] as const, 'Of what an archive is.');
export const EndpointKind = enumOf(
  'EndpointKind',
  domain.ENDPOINT_KINDS,
  'What stands behind the address of an endpoint.',
);
export const DeliveryChannel = enumOf(
  'DeliveryChannel',
  ['IN_APP', 'EMAIL', 'SLACK', 'WEBHOOK'] as const,
  'How people and systems hear.',
);
export const ChosenChannel = enumOf(
  'ChosenChannel',
  domain.CHOSEN_CHANNELS,
  'On what people may be told beside the app.',
);
export const DeliveryState = enumOf(
  'DeliveryState',
  ['PENDING', 'SENDING', 'SENT', 'FAILED'] as const,
  'Where a delivery stands.',
);
export const InvitationState = enumOf('InvitationState', domain.INVITATION_STATES, 'What became of an invitation.');
export const AuditVerb = enumOf('AuditVerb', domain.AUDIT_VERBS, 'What was done.');
export const AuditActor = enumOf(
  'AuditActor',
  domain.AUDIT_ACTORS,
  "Who acts. SYSTEM is Bicorne itself, and the operator's commands.",
);
export const AuditNoun = enumOf('AuditNoun', domain.AUDIT_NOUNS, 'What the audit trail is kept of.');
export const Scope = enumOf('Scope', SCOPES, 'What a token may be used for.');
