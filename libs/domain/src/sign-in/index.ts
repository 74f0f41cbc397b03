export { LINK_SECONDS, SIGN_IN_LIMITS } from './limits.js';
export type { LetterKind, SignInLimit } from './limits.js';
export { decidePassword, PASSWORD_LENGTH } from './password-strength.js';
export type { KnownOfPerson } from './password-strength.js';
export { INVITATION_STATES, invitationStateOf } from './invitation.js';
export type { InvitationState } from './invitation.js';
export { decideSingleSignOn } from './single-sign-on.js';
export type { SingleSignOnCommand } from './single-sign-on.js';
