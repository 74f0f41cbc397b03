export type { DeliverableContent, PlatformNeed } from './deliverable-content.js';
export { decideDeliverable } from './deliverable.js';
export type { DeliverableChange, DeliverableCommand, DeliverableFacts } from './deliverable.js';
export {
  MAX_MOVE_DAYS,
  acknowledgeDueDate,
  daysLate,
  isLate,
  isOwed,
  lastDayInTime,
  moveDueDate,
  withdrawDueDate,
} from './due-date.js';
export type { DueDateFacts, DueDateRequest, DueFacts, WaitingDueDateFacts } from './due-date.js';
export { CRITICAL_SECTION_DEPTH, SUBSTANTIVE_DEPTH, hatDepth, hatMarks, isThin, progressOf } from './measure.js';
export type { HatMarks, MeasuredDeliverable } from './measure.js';
export { thinSections, weakestCritical } from './thin-sections.js';
export { workShown } from './work-shown.js';
export type { EarlierWork } from './work-shown.js';
export { EVIDENCE_LIMIT, MARKDOWN_LIMIT, readDraft, readEvidence, readMarkdown } from './content.js';
export type { EvidenceInput } from './content.js';
export { FILES_PER_ENGAGEMENT, FILE_LIMIT, FILE_TYPES, cleanFileName, isTextFileType, readFileType } from './file.js';
export type { TextFileType } from './file.js';
export { readContent } from './read-content.js';
export { CHANGED_BY, reconcile } from './reconcile.js';
export type { ChangedBy, ReconciledSection } from './reconcile.js';
export { SECTION_CHANGES, compareSections } from './section-changes.js';
export type { ComparedSection, SectionChange } from './section-changes.js';
export {
  ARTIFACT_PACK,
  EXPORT_ATTEMPTS,
  EXPORT_KEPT_DAYS,
  EXPORT_KINDS,
  EXPORT_STATES,
  PACK_EVIDENCE_LIMIT,
  choosePack,
  packRefusal,
} from './artifact-pack.js';
export type { ArtifactKey, ExportKind, ExportState, PackCandidate, PackPlace } from './artifact-pack.js';
export { sectionTables } from './section-tables.js';
export type { SectionTable } from './section-tables.js';
export { OWN_TEMPLATES_LIMIT, readOwnTemplate } from './own-template.js';
export type { OwnTemplate, OwnTemplateInput } from './own-template.js';
export { CALENDAR_ENGAGEMENTS, CALENDAR_KEEPS_DAYS, dueDateEntry } from './calendar.js';
export type { CalendarFacts, DueDateEntry } from './calendar.js';
export { addDeliverable } from './add-deliverable.js';
