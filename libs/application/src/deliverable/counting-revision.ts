/**
 * Number of the revision that counts for a deliverable `d`: while one is submitted or accepted that one, else the newest, as
 * `measuredBy` of the domain's decisions says.
 */
export const COUNTING_REVISION =
  "case when d.state in ('SUBMITTED', 'ACCEPTED') then d.submitted_revision else d.latest_revision end";
