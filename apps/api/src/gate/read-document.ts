import { GraphQLError, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { ApiError } from '../graphql/errors.js';
import { LIMIT_RULES } from './limit-rules.js';
import { MAX_ERRORS, MAX_TEXT_BYTES, MAX_TOKENS } from './limits.js';

export type ReadDocument =
  { document: DocumentNode; errors: null } | { document: null; errors: readonly GraphQLError[] };

const KEPT = 500;
const RULES = [...specifiedRules, ...LIMIT_RULES];

/**
 * Reads GraphQL text and validates it, limits included. What is sent again and again, right or wrong, is read once: the
 * last 500 texts are kept.
 */
export function documentReader(schema: GraphQLSchema): (text: string) => ReadDocument {
  const known = new Map<string, ReadDocument>();
  return (text) => {
    const kept = known.get(text);
    if (kept) {
      known.delete(text);
      known.set(text, kept);
      return kept;
    }
    const read = readDocument(schema, text);
    known.set(text, read);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return read;
  };
}

function readDocument(schema: GraphQLSchema, text: string): ReadDocument {
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES)
    return refuse(new ApiError('QUERY_TOO_COMPLEX', `An operation has at most ${MAX_TEXT_BYTES} bytes.`));
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const tooLong = error.message.includes('tokens');
    return refuse(
      tooLong ? new ApiError('QUERY_TOO_COMPLEX', `An operation has at most ${MAX_TOKENS} tokens.`) : invalid(error),
    );
  }
  const errors = validate(schema, document, RULES, { maxErrors: MAX_ERRORS });
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
