import type { Role } from '@bicorne/domain';
import type { Origin } from '@bicorne/persistence';

export const SCOPES = ['READ', 'WRITE'] as const;
/** What a token may be used for. A signed-in person has both. */
export type Scope = (typeof SCOPES)[number];

/**
 * Who asks, and as what. Workspace, role and client come from the session or the token, never from an argument.
 * A caller can stand as the scope of a `WorkspaceTransaction`.
 */
export interface Caller {
  kind: 'session' | 'token';
  workspaceId: string;
  role: Role;
  /** Shown in logs of decisions and acknowledgements: the person's name, or the token's. */
  name: string;
  /** Set for a member who signed in. */
  memberId: string | null;
  /** Set for a client contact who signed in. */
  clientContactId: string | null;
  /** Set for a client contact and for a token of a client: everything is narrowed to it. */
  clientId: string | null;
  /** Set for a person. */
  userId: string | null;
  /** Set for a token. */
  tokenId: string | null;
  scopes: readonly Scope[];
  /** Set for a person who signed in. */
  sessionId?: string | null;
  /** The workspace whose provider signed them in; null where they signed in by themselves. */
  boundTo?: string | null;
  /** From where the request came; left out for what runs on the machine itself. */
  origin?: Origin | null;
}

/** What stays the same for an idempotency key or a log line: one person's place, or one token. */
export function actorOf(caller: Caller): string {
  if (caller.memberId !== null) return `member:${caller.memberId}`;
  if (caller.clientContactId !== null) return `contact:${caller.clientContactId}`;
  return `token:${caller.tokenId ?? ''}`;
}
