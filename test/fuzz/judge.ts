import type { Came } from './send.js';

/** What only a driver, a library or the runtime says. None of it stands in an input. */
const RAW_WORDS: readonly RegExp[] = [
  /QueryFailedError|TypeORM|EntityNotFound|CannotCreateEntity/,
  /invalid input syntax|duplicate key value|violates (unique|check|foreign|not-null)|syntax error at or near/,
  /(relation|column|function) "?[\w.]+"? (of relation .* )?does not exist|permission denied for|row-level security policy/,
  /invalid byte sequence|out of range for type|value too long for type|deadlock detected|statement timeout/,
  /\b(Type|Range|Reference|Syntax)Error\b|Cannot (read|set|convert)|is not (a function|iterable)/,
  /Maximum call stack|Unexpected (token|end of JSON)|Invalid (array length|string length|time value)/,
  /node_modules|\bat .+\.(js|ts):\d+|ECONN|ENOENT|ENOTDIR|ENAMETOOLONG|EACCES|(FST_|\b)ERR_[A-Z_]+/,
  /MER_ERR|ZodError|BetterAuthError/,
];

/** What is wrong with an answer, or null. */
export function complaintOf({ status, body }: Came): string | null {
  if (status >= 500) return `status ${status}`;
  if (body.includes('"code":"INTERNAL"')) return 'INTERNAL';
  if (body.includes('"code":"TIMED_OUT"')) return 'TIMED_OUT';
  // What is served as a page or a file holds such words rightfully.
  if (!/^[[{"]/.test(body) && status < 400) return null;
  const words = RAW_WORDS.map((pattern) => pattern.exec(body)?.[0]).find((found) => found !== undefined);
  return words === undefined ? null : `raw words: ${words}`;
}
