import type { Role } from '@bicorne/domain';
import type { Caller, Scope } from './caller.js';

/**
 * Who may do what, in one place. Every field of the published schema declares one of these levels; whose rows a caller
 * sees inside an allowed field is decided by the row policies and the use case.
 */
const ROLES_OF = {
  /** Everybody of the consultancy and of the client. */
  SIGNED_IN: ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER'],
  /** The consultancy. */
  MEMBER: ['OWNER', 'PARTNER', 'PRACTITIONER'],
  /** Who runs the practice. */
  LEAD: ['OWNER', 'PARTNER'],
  /** Who owns the workspace. */
  OWNER: ['OWNER'],
  /** Who speaks for the client. */
  SPONSOR: ['SPONSOR'],
  /** What either side may do, except who only reads. */
  MEMBER_OR_SPONSOR: ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR'],
} as const satisfies Record<string, readonly Role[]>;

/** PUBLIC needs no sign-in at all. */
export type AccessLevel = 'PUBLIC' | keyof typeof ROLES_OF;

export const ACCESS_LEVELS: readonly AccessLevel[] = [
  'PUBLIC',
  ...(Object.keys(ROLES_OF) as (keyof typeof ROLES_OF)[]),
];

export function isAccessLevel(value: unknown): value is AccessLevel {
  return typeof value === 'string' && (ACCESS_LEVELS as readonly string[]).includes(value);
}

/** The roles that may use what is declared with `level`. */
export function rolesOf(level: AccessLevel): readonly Role[] {
  return ROLES_OF[level === 'PUBLIC' ? 'SIGNED_IN' : level];
}

/** Whether a caller may use what is declared with `level`. */
export function mayUse(level: AccessLevel, caller: Caller | null): boolean {
  return level === 'PUBLIC' || (caller !== null && rolesOf(level).includes(caller.role));
}

/** Whether a caller's scopes allow reading, or writing. */
export function hasScope(caller: Caller, scope: Scope): boolean {
  return caller.scopes.includes(scope);
}
