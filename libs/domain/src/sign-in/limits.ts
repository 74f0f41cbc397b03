/** So many operations in a window of so many seconds. */
export interface SignInLimit {
  most: number;
  windowSeconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How often what could be guessing may be tried. Each operation counts, also where several come in one request; one that
 * succeeds is given back. ADR 27 has the reasons.
 */
export const SIGN_IN_LIMITS = {
  /** All that one network address tries, whoever it names. */
  address: { most: 100, windowSeconds: 10 * MINUTE },
  /** What one address tries at one account: it shuts out that address alone. */
  accountFromAddress: { most: 10, windowSeconds: 15 * MINUTE },
  /** What all addresses together try at one account, from devices on which its owner has not signed in before. */
  account: { most: 50, windowSeconds: HOUR },
  /** What a device on which the account's owner has signed in before tries. */
  knownDevice: { most: 20, windowSeconds: 15 * MINUTE },
  /** Emails that somebody asks to be sent to one address. */
  letters: { most: 5, windowSeconds: HOUR },
  /** What a signed-in session tries at the password and the codes of its own account. */
  ownAccount: { most: 10, windowSeconds: 15 * MINUTE },
} as const satisfies Record<string, SignInLimit>;

/** How long a link in an email holds, in seconds. */
export const LINK_SECONDS = {
  RESET: HOUR,
  MAGIC_LINK: 15 * MINUTE,
  INVITATION: 7 * 24 * HOUR,
} as const;

/** What is sent to somebody so that they can sign in. */
export type LetterKind = keyof typeof LINK_SECONDS;
