export * from './access.js';
export * from './caller.js';
export { openIdentity, signInPool } from './identity.js';
export type { Identity, IdentityOptions } from './identity.js';
export { ADDRESS_HEADER, SIGN_IN_PATH, signInOf, trustedOrigins } from './sign-in.js';
export { createApiToken, issueApiToken, revokeApiToken, TokenRefused } from './token/api-token.js';
export type { IssuedToken, NewToken, OperatorToken } from './token/api-token.js';
export { createUser, createUsers } from './users.js';
export type { NewUser, Statements } from './users.js';
