import type { Caller } from '@bicorne/identity';

/**
 * Which engagements a caller sees inside what the row policies leave: a practitioner sees those they
 * are assigned to. Everybody else, and a token, which stands for no single person, sees all.
 *
 * @returns the member id to narrow by, or null
 */
export function narrowedToPractitioner(caller: Caller): string | null {
  return caller.role === 'PRACTITIONER' ? caller.memberId : null;
}

/** SQL that holds for a row `e` of engagement that the caller sees; `parameter` is the place of the member id. */
export function engagementVisible(parameter: string): string {
  return `(${parameter}::uuid is null or exists (
    select from hat_assignment mine
    where mine.workspace_id = e.workspace_id and mine.engagement_id = e.id and mine.practitioner_id = ${parameter}::uuid))`;
}

/** SQL that holds for a row `c` of client that the caller sees: it has no engagement yet, or one that the caller sees. */
export function clientVisible(parameter: string): string {
  return `(${parameter}::uuid is null
    or not exists (select from engagement any_e where any_e.workspace_id = c.workspace_id and any_e.client_id = c.id)
    or exists (
      select from engagement e where e.workspace_id = c.workspace_id and e.client_id = c.id and ${engagementVisible(parameter)}))`;
}
