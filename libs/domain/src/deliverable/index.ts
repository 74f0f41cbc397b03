export { decideDeliverable } from './deliverable.js';
export type { DeliverableChange, DeliverableCommand, DeliverableFacts } from './deliverable.js';
export { MAX_MOVE_DAYS, acknowledgeDueDate, daysLate, isLate, isOwed, lastDayInTime, moveDueDate } from './due-date.js';
export type { DueDateFacts, DueDateRequest, DueFacts } from './due-date.js';
export { CRITICAL_SECTION_DEPTH, SUBSTANTIVE_DEPTH, hatDepth, hatMarks, isThin, progressOf } from './measure.js';
export type { HatMarks, MeasuredDeliverable } from './measure.js';
export { thinSections } from './thin-sections.js';
export { EVIDENCE_LIMIT, MARKDOWN_LIMIT, readEvidence, readMarkdown } from './content.js';
export type { EvidenceInput } from './content.js';
