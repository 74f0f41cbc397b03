import type { Caller, Identity } from '@bicorne/identity';
import type { Origin, WorkspaceTransaction } from '@bicorne/persistence';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Gate, Operation, RawRequest } from '../gate/gate.js';
import { MAX_BODY_BYTES } from '../gate/limits.js';
import { ApiError, BadUserInput, retryAfterOf, type LogInternal } from '../graphql/errors.js';
import { requestContext, type ContextParts, type Visit } from '../graphql/request-context.js';
import { addressOf, countedUnder } from './client-address.js';
import { answerUnder, claimOf, keepAnswer, keyOf, withClaim, type Claim } from './idempotency.js';
import { takeOnlyJson, type JsonBody } from './json-body.js';
import { refuse, refuseFastifyError } from './refusal.js';
import { comesFromUs } from './same-origin.js';

export interface GraphqlRouteOptions {
  identity: Pick<Identity, 'authenticate'>;
  /** Origins of our own pages. */
  origins: readonly string[];
  gate: () => Gate;
  /** Runs what the gate admitted. */
  execute: (operation: Operation, context: object) => Promise<object>;
  context: ContextParts;
  /** Without the claim of a key: for looking at keys. */
  plainTransaction: WorkspaceTransaction;
  log: LogInternal;
}

export const GRAPHQL_PATH = '/graphql';

/**
 * GraphQL over HTTP: POST of JSON, one operation, as text. Batches, syntax trees, GET and other content types are
 * refused before anything is parsed.
 */
export function graphqlRoute(scope: FastifyInstance, options: GraphqlRouteOptions): void {
  takeOnlyJson(scope);
  scope.setErrorHandler((error, _request, reply) =>
    error instanceof GraphQLError
      ? refuse(reply, [error])
      : refuseFastifyError(error as Error & { code: string }, reply, options.log),
  );
  scope.post(GRAPHQL_PATH, { bodyLimit: MAX_BODY_BYTES }, (request, reply) => answer(request, reply, options));
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRouteOptions,
): Promise<FastifyReply> {
  const body = requestOf(request);
  const caller = await callerOf(request, options);
  const admitted = options.gate()(body.value, caller, ['query', 'mutation']);
  if (!admitted.ok) return refuse(reply, admitted.errors);
  const { operation } = admitted;
  const isMutation = operation.definition.operation === OperationTypeNode.MUTATION;
  const visit = visitOf(request, isMutation ? keyOf(request.headers['idempotency-key']) : null);
  const secrets = options.context.services;
  const result =
    visit.idempotencyKey !== null && caller
      ? await once(claimOf(visit.idempotencyKey, caller, body.text, secrets), caller, visit, operation, reply, options)
      : await run(operation, caller, visit, null, options);
  const retryAfter = retryAfterOf((result as { errors?: GraphQLFormattedError[] }).errors);
  if (retryAfter !== null) void reply.code(429).header('retry-after', String(retryAfter));
  return reply.type('application/json; charset=utf-8').send(result);
}

function run(
  operation: Operation,
  caller: Caller | null,
  visit: Visit,
  claim: Claim | null,
  { execute, context }: GraphqlRouteOptions,
): Promise<object> {
  return withClaim(claim, () => execute(operation, requestContext(context, visit, caller)));
}

/** Runs a mutation at most once under its key; a repetition is given the first answer. */
async function once(
  claim: Claim,
  caller: Caller,
  visit: Visit,
  operation: Operation,
  reply: FastifyReply,
  options: GraphqlRouteOptions,
): Promise<object> {
  const { plainTransaction } = options;
  const secrets = options.context.services;
  const earlier = await answerUnder(plainTransaction, caller, claim, secrets);
  if (earlier) return replayed(reply, earlier);
  const result = await run(operation, caller, visit, claim, options);
  if (claim.lost) {
    const first = await answerUnder(plainTransaction, caller, claim, secrets);
    if (first) return replayed(reply, first);
    throw new BadUserInput(
      'Another request with this Idempotency-Key failed just now; send this one again.',
      'Idempotency-Key',
    );
  }
  await keepAnswer(plainTransaction, caller, claim, result, secrets);
  return result;
}

function replayed(reply: FastifyReply, result: object): object {
  void reply.header('idempotency-replayed', 'true');
  return result;
}

/** The body of a GraphQL request. @throws BadUserInput where it is not one JSON object */
export function requestOf(request: FastifyRequest): { text: string; value: RawRequest } {
  const body = request.body as JsonBody | undefined;
  const value = body?.value;
  if (body === undefined || typeof value !== 'object' || value === null)
    throw new BadUserInput('Send one JSON object with query, variables and operationName.');
  if (Array.isArray(value)) throw new BadUserInput('One operation a request; batches are not taken.');
  return { text: body.text, value };
}

/**
 * Who asks. @throws ApiError FORBIDDEN where a browser sends a session cookie from a page that is not ours, and
 * UNAUTHENTICATED where a token came along that does not hold
 */
export async function callerOf(
  request: FastifyRequest,
  { identity, origins }: Pick<GraphqlRouteOptions, 'identity' | 'origins'>,
): Promise<Caller | null> {
  const caller = await identity.authenticate(request.headers);
  if (caller === null && request.headers.authorization !== undefined)
    throw new ApiError('UNAUTHENTICATED', 'The token is not valid: unknown, expired or revoked.');
  if (caller?.kind === 'session' && !comesFromUs(request.headers, origins))
    throw new ApiError('FORBIDDEN', 'A session is used from pages of Bicorne alone. Programs send a token.');
  return caller && { ...caller, origin: originOf(request) };
}

/** As much of what a program says of itself as the audit trail keeps. */
const AGENT_LENGTH = 300;

/** From where a request came. */
export function originOf(request: FastifyRequest): Origin {
  return { address: addressOf(request), agent: request.headers['user-agent']?.slice(0, AGENT_LENGTH) ?? null };
}

/** How a request came, for the context of what it asks. */
export function visitOf(request: FastifyRequest, idempotencyKey: string | null = null): Visit {
  return { origin: originOf(request), countedUnder: countedUnder(request), idempotencyKey };
}
