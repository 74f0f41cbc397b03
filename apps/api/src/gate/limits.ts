/** Longest GraphQL text, in bytes of UTF-8. The longest operation of the admin and of the contract has under 2 KiB. */
export const MAX_TEXT_BYTES = 16 * 1024;

/** Most tokens in a text; the parser stops there. */
export const MAX_TOKENS = 2_000;

/** Deepest nesting of fields. The contract's deepest operation has 7. */
export const MAX_DEPTH = 12;

/** Most aliases in a text: they are how one field is asked for many times over. */
export const MAX_ALIASES = 30;

/** Most directives in a text. */
export const MAX_DIRECTIVES = 50;

/**
 * Most pairs of fields in a text that come out under one name in one place, fragments included. graphql compares each such
 * pair; a text of 2,000 tokens can hold two millions of them, and the admin's longest has under 50.
 */
export const MAX_MERGES = 5_000;

/** Most messages in an answer; a text with more mistakes is told of the first ones. */
export const MAX_ERRORS = 20;

/**
 * Highest cost of an operation, in fields that it may return: `first` or `last` multiplies what is under a connection.
 * The portfolio of the contract at `first: 100` costs about 20,000.
 */
export const MAX_COST = 50_000;

/** Most fields of an operation with the fragments in their places: few fragments make many fields. */
export const MAX_FIELDS = 3_000;

/** What a text costs that is refused: reading it is work too. */
export const REFUSED_COST = 500;

/** What a list without pages counts for, in items: hats, sections, deliverables of a hat. */
export const ASSUMED_LIST_LENGTH = 4;

/**
 * What a connection costs before its rows where it stands under another object: it is read for each of them by itself, so
 * that it weighs ten times a plain one under every item of a list.
 */
export const NESTED_PAGE_COST = 10;

/** What a mutation costs before anything under it. */
export const MUTATION_COST = 100;

/** How often one address may open shared written reads, in a minute. */
export const SHARED_READS_A_MINUTE = 60;

/** How often one address may ask for a published intake or for what its answers say so far, in a minute: each answer asks. */
export const INTAKE_STEPS_A_MINUTE = 240;

/** How often one address may hand in answers at public addresses, in an hour. */
export const PROSPECTS_OF_AN_ADDRESS_AN_HOUR = 10;

/** Largest body of a request, in bytes: a text of a megabyte as a variable, escaped, fits. */
export const MAX_BODY_BYTES = 1.5 * 1024 * 1024;

/** Most values in the JSON of a request, and how deep they nest; the largest import of the admin has some hundred. */
export const MAX_JSON_VALUES = 10_000;
export const MAX_JSON_DEPTH = 64;
