/**
 * What becomes of a table when its rows are put into an archive:
 * - `RESTORED`: exported, and written again by a restore
 * - `LISTED`: exported to be read; a restore leaves it out, for what it names does not hold elsewhere
 * - `LEFT_OUT`: passes within days, and says nothing by itself
 */
export type InArchive = 'RESTORED' | 'LISTED' | 'LEFT_OUT';

export interface TableData {
  inArchive: InArchive;
  /** Columns that leave the database for nobody. */
  without?: readonly string[];
  /** SQL of the order in which rows are written, where they refer to earlier ones of their table; else by their key. */
  order?: string;
  /** SQL of what columns become in a restored row, by their names; `$1` is the workspace. */
  restored?: Readonly<Record<string, string>>;
}

const RESTORED: TableData = { inArchive: 'RESTORED' };
const BY_SECRET: TableData = { inArchive: 'LISTED', without: ['hash'] };
const LEFT_OUT: TableData = { inArchive: 'LEFT_OUT' };

/**
 * Every table of a workspace. A test holds the list to the catalogue: a new table is named here, and with it what of it is
 * secret. Erasure needs no list: it takes every table that the catalogue has.
 */
export const TABLE_DATA: Readonly<Record<string, TableData>> = {
  alert_escalation: RESTORED,
  api_token: BY_SECRET,
  audit_entry: RESTORED,
  calendar_address: BY_SECRET,
  charter: RESTORED,
  charter_acknowledgement: RESTORED,
  charter_practitioner: RESTORED,
  client: RESTORED,
  client_contact: RESTORED,
  decision: { inArchive: 'RESTORED', order: 'recorded_at, id' },
  decision_approval: RESTORED,
  decision_right: RESTORED,
  decision_sign_off: RESTORED,
  deliverable: RESTORED,
  deliverable_draft: RESTORED,
  deliverable_overlap: RESTORED,
  deliverable_shingle: RESTORED,
  deliverable_template: RESTORED,
  // What was not sent is not sent from another place.
  delivery: {
    inArchive: 'RESTORED',
    restored: {
      state: "case when state = 'SENT' then state else 'FAILED' end",
      lease_until: 'null',
      last_error:
        "case when state in ('PENDING', 'SENDING') then 'Restored from an archive before it was sent.' else last_error end",
    },
  },
  delivery_attempt: RESTORED,
  depth_attestation: RESTORED,
  drift_alert: { inArchive: 'RESTORED', order: 'opened_at, id' },
  due_date_move: RESTORED,
  engagement: RESTORED,
  evidence: RESTORED,
  export_job: { inArchive: 'LISTED' },
  file: RESTORED,
  hat_activity: RESTORED,
  hat_assignment: RESTORED,
  idempotency_key: LEFT_OUT,
  intake_assessment: RESTORED,
  invitation: BY_SECRET,
  member: RESTORED,
  notice: {
    inArchive: 'RESTORED',
    restored: {
      told_at: "case when channel = 'IN_APP' then coalesce(told_at, now()) end",
      dropped_because:
        "case when channel <> 'IN_APP' and delivery_id is null then coalesce(dropped_because, 'RESTORED') else dropped_because end",
    },
  },
  notice_preference: RESTORED,
  outbox: LEFT_OUT,
  pause: RESTORED,
  quarter: RESTORED,
  revision: RESTORED,
  share_link: BY_SECRET,
  // Another installation has another redirect address and another secret at the provider.
  single_sign_on: { inArchive: 'LISTED', without: ['client_secret_sealed'] },
  single_sign_on_identity: { inArchive: 'LISTED' },
  standing_answer: RESTORED,
  submission: RESTORED,
  // Secrets stay where they were: an endpoint is given a new one before it is used again.
  webhook_endpoint: {
    inArchive: 'RESTORED',
    without: ['secret_sealed', 'previous_secret_sealed', 'previous_secret_until', 'address_sealed'],
    restored: {
      secret_sealed: "'\\x00'::bytea",
      // Of a Slack channel nothing is left to enable.
      removed_at: "case when kind = 'SLACK' then coalesce(removed_at, now()) else removed_at end",
      disabled_at: 'coalesce(disabled_at, now())',
      disabled_reason: "coalesce(disabled_reason, 'Restored from an archive: renew its secret, then enable it.')",
    },
  },
};
