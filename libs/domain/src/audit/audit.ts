export const AUDIT_VERBS = ['CREATED', 'CHANGED', 'REMOVED'] as const;
export type AuditVerb = (typeof AUDIT_VERBS)[number];

export const AUDIT_ACTORS = ['MEMBER', 'CLIENT_CONTACT', 'TOKEN', 'SYSTEM'] as const;
/** Who acts. SYSTEM is Bicorne itself, and the operator's commands. */
export type AuditActor = (typeof AUDIT_ACTORS)[number];

/** What the trail is kept of. */
export const AUDIT_NOUNS = [
  'WORKSPACE',
  'MEMBER',
  'DEPTH_ATTESTATION',
  'CLIENT',
  'CLIENT_CONTACT',
  'API_TOKEN',
  'INTAKE_ASSESSMENT',
  'SHARE_LINK',
  'ENGAGEMENT',
  'QUARTER',
  'PAUSE',
  'HAT_ASSIGNMENT',
  'STANDING_ANSWER',
  'CHARTER',
  'CHARTER_ACKNOWLEDGEMENT',
  'DECISION',
  'SIGN_OFF',
  'APPROVAL',
  'DELIVERABLE',
  'REVISION',
  'DUE_DATE_MOVE',
  'SUBMISSION',
  'FILE',
  'TEMPLATE',
  'DRIFT_ALERT',
  'WEBHOOK_ENDPOINT',
  'EXPORT_JOB',
  'DECISION_RIGHT',
  'INVITATION',
  'SINGLE_SIGN_ON',
  'CALENDAR_ADDRESS',
  'NOTICE_PREFERENCES',
] as const;
export type AuditNoun = (typeof AUDIT_NOUNS)[number];

/** One field of one change. */
export interface AuditChange {
  /** As the published schema writes fields: `dueOn`. */
  field: string;
  /** Null where there was nothing. */
  before: string | null;
  after: string | null;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * What an entry of the trail says field by field, in the order of their names. Fields that are empty before and after, as
 * most are when something is made, are left out.
 *
 * @param before values by the names of columns; null for what was made
 * @param after the same; null for what was removed
 */
export function auditChanges(before: Values | null, after: Values | null): AuditChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return names.flatMap((name) => {
    const change = { field: fieldName(name), before: written(before?.[name]), after: written(after?.[name]) };
    return change.before === null && change.after === null ? [] : [change];
  });
}

function fieldName(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
