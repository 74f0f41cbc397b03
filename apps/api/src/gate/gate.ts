import type { Caller } from '@bicorne/identity';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ApiError, BadUserInput } from '../graphql/errors.js';
import { refusalOf, usedFields, type OperationUse } from './allowed.js';
import { fillDefaults } from './fill-defaults.js';
import { documentReader } from './read-document.js';
import { checkVariables } from './read-variables.js';
import { weigh } from './weigh.js';

/** What a request carries, before anything about it is believed. */
export interface RawRequest {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

export interface Operation {
  text: string;
  document: DocumentNode;
  definition: OperationDefinitionNode;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
}

export type Admitted = { ok: true; operation: Operation } | { ok: false; errors: readonly GraphQLError[] };

export interface GateOptions {
  schema: GraphQLSchema;
  /** Whether the schema is told to who has not signed in. */
  publicIntrospection: boolean;
}

/** Kinds of operation that a transport carries. */
export type Kinds = readonly `${OperationDefinitionNode['operation']}`[];

/**
 * The one gate in front of every transport: GraphQL text and nothing else, limits, validation, who may use which field,
 * variables, pages and cost. What passes may run.
 */
export type Gate = (request: RawRequest, caller: Caller | null, kinds: Kinds) => Admitted;

export function openGate({ schema, publicIntrospection }: GateOptions): Gate {
  const read = documentReader(schema);
  const uses = new WeakMap<OperationDefinitionNode, OperationUse>();

  const useOf = (document: DocumentNode, definition: OperationDefinitionNode): OperationUse => {
    const known = uses.get(definition) ?? usedFields(schema, document, definition);
    uses.set(definition, known);
    return known;
  };

  return (request, caller, kinds) => {
    const { query, operationName } = request;
    if (typeof query !== 'string') return refuse(new BadUserInput('query is GraphQL text.', 'query'));
    if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
      return refuse(new BadUserInput('operationName is a text.', 'operationName'));
    const variables = request.variables ?? {};
    if (typeof variables !== 'object' || Array.isArray(variables))
      return refuse(new BadUserInput('variables is an object.', 'variables'));

    const { document, errors } = read(query);
    if (errors)
      return { ok: false, errors: caller === null && !publicIntrospection ? errors.map(withoutHints) : errors };
    const definition = getOperationAST(document, operationName);
    if (!definition)
      return refuse(
        new ApiError('GRAPHQL_VALIDATION_FAILED', 'operationName names one of the operations in the text.'),
      );
    if (!kinds.includes(definition.operation))
      return refuse(new ApiError('GRAPHQL_VALIDATION_FAILED', elsewhere(definition.operation)));
    const refusal = refusalOf(useOf(document, definition), definition.operation, caller, publicIntrospection);
    if (refusal) return refuse(refusal);

    const given = variables as Record<string, unknown>;
    const faults = checkVariables(schema, definition, given);
    if (faults.length > 0) return refuse(...faults);
    const name = definition.name?.value;
    const heavy = weigh({ schema, document, operationName: name, variables: given });
    if (heavy.length > 0) return refuse(...heavy);
    const filled = fillDefaults(schema, definition, given);
    return { ok: true, operation: { text: query, document, definition, operationName: name, variables: filled } };
  };
}

function refuse(...errors: GraphQLError[]): Admitted {
  return { ok: false, errors };
}

function elsewhere(kind: OperationDefinitionNode['operation']): string {
  return kind === OperationTypeNode.SUBSCRIPTION
    ? 'Subscriptions are served as server-sent events at /graphql/stream.'
    : 'Queries and mutations are served at /graphql.';
}

/** Hints such as "Did you mean" tell the schema bit by bit. */
function withoutHints(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean .*$/s, '');
  return message === error.message
    ? error
    : new GraphQLError(message, { nodes: error.nodes, extensions: error.extensions });
}
