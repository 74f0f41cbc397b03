export const INVITATION_STATES = ['PENDING', 'ACCEPTED', 'EXPIRED', 'REVOKED'] as const;
/** PENDING while its link lets somebody in. */
export type InvitationState = (typeof INVITATION_STATES)[number];

/** What became of an invitation. */
export function invitationStateOf(
  { acceptedAt, revokedAt, expiresAt }: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (acceptedAt !== null) return 'ACCEPTED';
  if (revokedAt !== null) return 'REVOKED';
  return expiresAt <= now ? 'EXPIRED' : 'PENDING';
}
