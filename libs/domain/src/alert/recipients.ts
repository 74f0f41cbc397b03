import type { Hat, MemberRole } from '../shared/vocabulary.js';

/** A member of the consultancy, as an engagement sees them. */
export interface EngagementPerson {
  memberId: string;
  role: MemberRole;
  /** The hats that they wear in this engagement; empty for everyone else. */
  wears: readonly Hat[];
}

/**
 * Who is told at once, as member ids, each once and in the order of `people` (Bicorne domain language, Alerts):
 *
 * - the practitioner who wears the alert's hat;
 * - of an alert about the engagement as a whole, everyone who wears a hat in it;
 * - where nobody does, which is itself what EMPTY_HAT reports: the partners, and where there are none, the owners.
 *
 * Clients are not told: an alert is the consultancy's own business until the workspace says otherwise.
 */
export function recipientsOf(alert: { hat: Hat | null }, people: readonly EngagementPerson[]): string[] {
  const { hat } = alert;
  const wearers = people.filter(({ wears }) => (hat === null ? wears.length > 0 : wears.includes(hat)));
  const partners = people.filter(({ role }) => role === 'PARTNER');
  const owners = people.filter(({ role }) => role === 'OWNER');
  const told = [wearers, partners, owners].find((group) => group.length > 0) ?? [];
  return [...new Set(told.map(({ memberId }) => memberId))];
}
