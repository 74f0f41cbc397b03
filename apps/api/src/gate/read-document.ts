import { GraphQLError, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { ApiError } from '../graphql/errors.js';
import { LIMIT_RULES } from './limit-rules.js';
import { MAX_ERRORS, MAX_TEXT_BYTES, MAX_TOKENS } from './limits.js';

export type ReadDocument =
  { document: DocumentNode; errors: null } | { document: null; errors: readonly GraphQLError[] };

/** Most bytes of text that are kept read; a document takes some twenty times its text. */
const KEPT_BYTES = 512 * 1024;

/**
 * Reads GraphQL text and validates it, limits included. What is sent again and again, right or wrong, is read once: the
 * last texts are kept, up to `KEPT_BYTES` of them. A text that is too long is refused before anything is kept of it.
 */
export function documentReader(schema: GraphQLSchema): (text: string) => ReadDocument {
  const known = new Map<string, ReadDocument>();
  let bytes = 0;
  return (text) => {
    const size = Buffer.byteLength(text);
    if (size > MAX_TEXT_BYTES)
      return refuse(new ApiError('QUERY_TOO_COMPLEX', `An operation has at most ${MAX_TEXT_BYTES} bytes.`));
    const kept = known.get(text);
    if (kept) {
      known.delete(text);
      known.set(text, kept);
      return kept;
    }
    const read = readDocument(schema, text);
    known.set(text, read);
    bytes += size;
    for (const oldest of known.keys()) {
      if (bytes <= KEPT_BYTES) break;
      known.delete(oldest);
      bytes -= Buffer.byteLength(oldest);
    }
    return read;
  };
}

/** Parses a text and validates it against the schema and the limits. */
export function readDocument(schema: GraphQLSchema, text: string): ReadDocument {
  let document: DocumentNode;
  try {
    document = parse(text, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const tooLong = error.message.includes('tokens');
    return refuse(
      tooLong ? new ApiError('QUERY_TOO_COMPLEX', `An operation has at most ${MAX_TOKENS} tokens.`) : invalid(error),
    );
  }
  const options = { maxErrors: MAX_ERRORS };
  const beyond = validate(schema, document, LIMIT_RULES, options);
  const errors = beyond.length > 0 ? beyond : validate(schema, document, specifiedRules, options);
  return errors.length === 0 ? { document, errors: null } : refuse(...errors.map(invalid));
}

function refuse(...errors: GraphQLError[]): ReadDocument {
  return { document: null, errors };
}

/** The same mistake with a code, unless it has one. */
function invalid(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined) return error;
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}
