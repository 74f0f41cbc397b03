import { GraphQLError, getNullableType, isListType, type DocumentNode, type GraphQLSchema } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { MAX_PAGE } from '../graphql/connection.js';
import { ApiError, BadUserInput } from '../graphql/errors.js';
import { ASSUMED_LIST_LENGTH, MAX_COST, MAX_FIELDS, MUTATION_COST, NESTED_PAGE_COST } from './limits.js';

interface Weighed {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
}

export interface Weight {
  /** In fields that the operation may return. */
  cost: number;
  /** What is wrong; nothing where it may run. */
  errors: readonly GraphQLError[];
}

/**
 * What an operation may cost at most, and whether every list in it asks for a page: exactly one of `first` and `last`,
 * from 1 to `MAX_PAGE`.
 */
export function weigh({ schema, document, operationName, variables }: Weighed): Weight {
  const pages: ApiError[] = [];
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
    const paged = field.args.some(({ name }) => name === 'first');
    if (paged) {
      const size = pageSize(args, `${type.name}.${field.name}`, pages);
      return (type === query ? 1 : NESTED_PAGE_COST) + size * Math.max(1, childComplexity);
    }
    if (type === mutation) return MUTATION_COST + childComplexity;
    // The edges of a page are counted by the page itself.
    const counted = isListType(getNullableType(field.type)) && field.name !== 'edges';
    return 1 + childComplexity * (counted ? ASSUMED_LIST_LENGTH : 1);
  };
  let cost: number;
  try {
    cost = getComplexity({
      schema,
      query: document,
      operationName,
      variables,
      estimators: [estimate],
      maxQueryNodes: MAX_FIELDS,
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { cost: 0, errors: pages.length > 0 ? pages : [tooComplex('The operation has too many fields.')] };
  }
  if (cost > MAX_COST && pages.length === 0)
    pages.push(
      tooComplex(
        `The operation may cost ${cost}; at most ${MAX_COST} is allowed. Ask for smaller pages or fewer fields.`,
      ),
    );
  return { cost, errors: pages };
}

function pageSize(args: { first?: unknown; last?: unknown }, field: string, errors: ApiError[]): number {
  const { first, last } = args;
  const asked = [first, last].filter((size) => size !== undefined && size !== null);
  const name = first === undefined || first === null ? 'last' : 'first';
  const [size] = asked;
  if (asked.length !== 1) {
    errors.push(new BadUserInput(`${field} needs one of first and last, from 1 to ${MAX_PAGE}.`, 'first'));
  } else if (typeof size !== 'number' || size < 1 || size > MAX_PAGE) {
    errors.push(new BadUserInput(`${field}: ${name} is a whole number from 1 to ${MAX_PAGE}.`, name));
  } else {
    return size;
  }
  return 1;
}

function tooComplex(message: string): ApiError {
  return new ApiError('QUERY_TOO_COMPLEX', message);
}
