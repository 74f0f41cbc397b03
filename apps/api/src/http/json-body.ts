import type { FastifyInstance } from 'fastify';
import { MAX_BODY_BYTES, MAX_JSON_DEPTH, MAX_JSON_VALUES } from '../gate/limits.js';
import { BadUserInput } from '../graphql/errors.js';

/** The body of a request: what it says, and how it was written. */
export interface JsonBody {
  text: string;
  value: unknown;
}

/** In this scope a body is JSON in UTF-8, sent as application/json and as it is, and nothing else. */
export function takeOnlyJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (request, bytes, done) => {
      try {
        const encoding = request.headers['content-encoding'] ?? 'identity';
        if (encoding !== 'identity') throw new BadUserInput('Send the body as it is, not packed.', 'Content-Encoding');
        done(null, readJson(bytes as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/** @throws BadUserInput where it is not JSON in UTF-8, or more of it than is taken */
export function readJson(bytes: Buffer): JsonBody {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadUserInput('The body is not UTF-8.');
  }
  checkSize(text);
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw new BadUserInput('The body is not JSON.');
  }
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * Counts before anything is built: a megabyte of brackets keeps JSON.parse busy for a quarter of a second.
 *
 * @throws BadUserInput where there are more than `MAX_JSON_VALUES` values, or they nest deeper than `MAX_JSON_DEPTH`
 */
function checkSize(text: string): void {
  let values = 1;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (code === COMMA) values += 1;
    // { and [, and what closes them: they differ in one bit.
    else if ((code | 0x20) === 0x7b) {
      values += 1;
      depth += 1;
    } else if ((code | 0x20) === 0x7d) depth -= 1;
    if (depth > MAX_JSON_DEPTH) throw new BadUserInput(`The JSON nests at most ${MAX_JSON_DEPTH} deep.`);
    if (values > MAX_JSON_VALUES) throw new BadUserInput(`The JSON has at most ${MAX_JSON_VALUES} values.`);
  }
}

/** Where the text ends that begins at `from`, or past the end. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}
