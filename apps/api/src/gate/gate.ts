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
import { documentReader, type ReadDocument } from './read-document.js';
import { openTrustedDocuments, type DocumentTexts } from './trusted-documents.js';
import { checkVariables } from './read-variables.js';
import { weigh } from './weigh.js';

/** What a request carries, before anything about it is believed. */
export interface RawRequest {
  query?: unknown;
  /** In place of `query`: the id of a document of the admin. */
  documentId?: unknown;
  variables?: unknown;
  operationName?: unknown;
  /** Taken by the specification of GraphQL over HTTP, and not used. */
  extensions?: unknown;
}

export interface Operation {
  document: DocumentNode;
  definition: OperationDefinitionNode;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
  /** What it may cost, in fields that it may return. */
  cost: number;
}

export type Admitted = { ok: true; operation: Operation } | { ok: false; errors: readonly GraphQLError[] };

export interface GateOptions {
  schema: GraphQLSchema;
  /** Whether the schema is told to who has not signed in. */
  publicIntrospection: boolean;
  /** The admin's documents by id. */
  trusted: DocumentTexts;
  /** Whether browsers may send those alone. */
  trustedOnly: boolean;
}

/** Kinds of operation that a transport carries. */
export type Kinds = readonly `${OperationDefinitionNode['operation']}`[];

/**
 * The one gate in front of every transport: GraphQL text and nothing else, limits, validation, who may use which field,
 * variables, pages and cost. What passes may run.
 */
export type Gate = (request: RawRequest, caller: Caller | null, kinds: Kinds) => Admitted;

export function openGate({ schema, publicIntrospection, trusted, trustedOnly }: GateOptions): Gate {
  const read = documentReader(schema);
  const readTrusted = openTrustedDocuments(schema, trusted);
  const uses = new WeakMap<OperationDefinitionNode, OperationUse>();

  /** Whether the schema is not told, not even bit by bit. */
  const hidden = (caller: Caller | null): boolean => caller === null && !publicIntrospection;

  const useOf = (document: DocumentNode, definition: OperationDefinitionNode): OperationUse => {
    const known = uses.get(definition) ?? usedFields(schema, document, definition);
    uses.set(definition, known);
    return known;
  };

  const documentOf = ({ query, documentId }: RawRequest, caller: Caller | null): ReadDocument | BadUserInput => {
    const byId = documentId !== undefined && documentId !== null;
    if (byId && query !== undefined && query !== null)
      return new BadUserInput('Send one of query and documentId.', 'documentId');
    if (byId)
      return (
        (typeof documentId === 'string' && readTrusted(documentId)) ||
        new BadUserInput('No document has this id here: load the page anew, or send the text as query.', 'documentId')
      );
    if (typeof query !== 'string') return new BadUserInput('query is GraphQL text.', 'query');
    if (trustedOnly && caller?.kind === 'session')
      return new BadUserInput(
        "This installation takes the admin's own documents alone from browsers. Programs send text with a token.",
        'query',
      );
    return read(query);
  };

  return (request, caller, kinds) => {
    const { operationName } = request;
    if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
      return refuse(new BadUserInput('operationName is a text.', 'operationName'));
    const { extensions } = request;
    if (extensions !== undefined && (typeof extensions !== 'object' || Array.isArray(extensions)))
      return refuse(new BadUserInput('extensions is an object.', 'extensions'));
    const variables = request.variables ?? {};
    if (typeof variables !== 'object' || Array.isArray(variables))
      return refuse(new BadUserInput('variables is an object.', 'variables'));

    const said = documentOf(request, caller);
    if (said instanceof GraphQLError) return refuse(said);
    const { document, errors } = said;
    if (errors) return { ok: false, errors: hidden(caller) ? errors.map(withoutHints) : errors };
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
    const faults = checkVariables(schema, definition, given, hidden(caller));
    if (faults.length > 0) return refuse(...faults);
    const name = definition.name?.value;
    const { cost, errors: heavy } = weigh({ schema, document, operationName: name, variables: given });
    if (heavy.length > 0) return refuse(...heavy);
    const filled = fillDefaults(schema, definition, given);
    return { ok: true, operation: { document, definition, operationName: name, variables: filled, cost } };
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
