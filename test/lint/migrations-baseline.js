/** What squawk finds against migrations that are frozen. Nothing is added here: a new migration says its reasons itself. */

/** Rules against taking away, which is what a way down does. It says so in its migration what is lost. */
export const GOING_BACK = ['ban-drop-table', 'ban-drop-column', 'adding-not-nullable-field'];

const FIRST =
  'It makes the tables of the first schema: nobody waits for them, and its integers count to a few thousand.';
const BEFORE = 'Merged before migrations ran beside requests: it holds its tables while it builds and checks.';
const EXPORTS =
  'Merged while the lint was made. export_job has a row for each export, forgotten after 30 days: no check of it is long.';

/** @type {Record<string, { reason: string, breaks: Record<string, number> }>} by migration and way, what it breaks how often */
export const BASELINE = {
  'People1795000000100.up': {
    reason: FIRST,
    breaks: { 'ban-char-field': 1, 'prefer-bigint-over-smallint': 1 },
  },
  'Engagements1795000000200.up': {
    reason: FIRST,
    breaks: { 'prefer-bigint-over-int': 7, 'ban-char-field': 1 },
  },
  'Deliverables1795000000300.up': {
    reason: FIRST,
    breaks: { 'prefer-bigint-over-int': 4 },
  },
  'Alerts1795000000400.up': {
    reason: FIRST,
    breaks: { 'prefer-bigint-over-int': 2 },
  },
  'IdempotencyAge1795000000500.up': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-creation': 1 },
  },
  'IdempotencyAge1795000000500.down': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-deletion': 1 },
  },
  'RunningAnEngagement1795000000600.up': {
    reason: BEFORE,
    breaks: {
      'prefer-bigint-over-int': 1,
      'constraint-missing-not-valid': 1,
      'disallowed-unique-constraint': 1,
      'require-concurrent-index-creation': 2,
    },
  },
  'RunningAnEngagement1795000000600.down': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-deletion': 2 },
  },
  'WorkOnDeliverables1795000000700.up': {
    reason: BEFORE,
    breaks: {
      'constraint-missing-not-valid': 4,
      'adding-foreign-key-constraint': 3,
      'prefer-bigint-over-int': 6,
      'disallowed-unique-constraint': 1,
    },
  },
  'WorkOnDeliverables1795000000700.down': {
    reason: BEFORE,
    breaks: { 'constraint-missing-not-valid': 1, 'disallowed-unique-constraint': 1 },
  },
  'SharingAndPublicIntake1795000000900.up': {
    reason: BEFORE,
    breaks: { 'prefer-bigint-over-int': 1, 'require-concurrent-index-creation': 1 },
  },
  'SharingAndPublicIntake1795000000900.down': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-deletion': 1 },
  },
  'Exports1795000001000.up': {
    reason: BEFORE,
    breaks: { 'prefer-bigint-over-int': 1 },
  },
  'EventsForEndpoints1795000001200.up': {
    reason: BEFORE,
    breaks: {
      'ban-drop-not-null': 1,
      'prefer-bigint-over-int': 1,
      'constraint-missing-not-valid': 3,
      'adding-foreign-key-constraint': 1,
      'require-concurrent-index-creation': 3,
    },
  },
  'EventsForEndpoints1795000001200.down': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-deletion': 1 },
  },
  'WhereBytesAreNamed1795000001300.up': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-creation': 5 },
  },
  'WhereBytesAreNamed1795000001300.down': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-deletion': 1 },
  },
  'Notices1795000001400.up': {
    reason: BEFORE,
    breaks: {
      'ban-drop-not-null': 2,
      'prefer-bigint-over-int': 1,
      'constraint-missing-not-valid': 1,
      'require-concurrent-index-creation': 3,
    },
  },
  'Notices1795000001400.down': {
    reason: BEFORE,
    breaks: { 'require-concurrent-index-deletion': 1, 'constraint-missing-not-valid': 1 },
  },
  'Channels1795000001500.up': {
    reason: BEFORE,
    breaks: { 'constraint-missing-not-valid': 3 },
  },
  'Channels1795000001500.down': {
    reason: BEFORE,
    breaks: { 'constraint-missing-not-valid': 1 },
  },
  'DataOfAWorkspace1795000001830.up': {
    reason: EXPORTS,
    breaks: {
      'ban-drop-not-null': 2,
      'constraint-missing-not-valid': 2,
      'adding-foreign-key-constraint': 1,
      'require-concurrent-index-creation': 1,
    },
  },
  'DataOfAWorkspace1795000001830.down': {
    reason: EXPORTS,
    breaks: { 'require-concurrent-index-deletion': 1 },
  },
};
