import { actorOf, type Caller, type Identity } from '@bicorne/identity';
import type { Origin, WorkspaceTransaction } from '@bicorne/persistence';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Gate, Kinds, Operation, RawRequest } from '../gate/gate.js';
import type { CostBudgets } from '../gate/cost-budgets.js';
import { MAX_BODY_BYTES, REFUSED_COST } from '../gate/limits.js';
import { spentBy } from '../gate/spent.js';
import { ApiError, BadUserInput, retryAfterOf, type LogInternal } from '../graphql/errors.js';
import type { Executor, FormattedResult } from '../graphql/execute.js';
import { requestContext, type ContextParts, type Visit } from '../graphql/request-context.js';
import { addressOf, countedUnder } from './client-address.js';
import { answerUnder, claimOf, keepAnswer, keyOf, withClaim, type Claim } from './idempotency.js';
import { withinTime } from './time-limit.js';
import { takeOnlyJson, type JsonBody } from './json-body.js';
import { NotAdmitted, typeFor } from './refusal.js';
import { comesFromUs } from './same-origin.js';

export interface GraphqlRouteOptions {
  identity: Pick<Identity, 'authenticate'>;
  /** Origins of our own pages. */
  origins: readonly string[];
  gate: () => Gate;
  /** Runs what the gate admitted. */
  execute: Executor;
  context: ContextParts;
  budgets: CostBudgets;
  /** How long a request may take, in milliseconds. */
  timeLimitMs: number;
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
  scope.post(GRAPHQL_PATH, { bodyLimit: MAX_BODY_BYTES }, (request, reply) => answer(request, reply, options));
}

interface Answer {
  result: FormattedResult;
  /** Whether it was given before, under the same Idempotency-Key. */
  replayed: boolean;
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRouteOptions,
): Promise<FastifyReply> {
  const { result, replayed } = await withinTime(options.timeLimitMs, () => answerTo(request, options));
  if (replayed) void reply.header('idempotency-replayed', 'true');
  const retryAfter = retryAfterOf(result.errors);
  if (retryAfter !== null) void reply.code(429).header('retry-after', String(retryAfter));
  return reply.type(typeFor(request)).send(result);
}

/** Runs what a request asks; gives back what that did not cost, and tells both in `extensions.cost`. */
async function answerTo(request: FastifyRequest, options: GraphqlRouteOptions): Promise<Answer> {
  const { budgets, context } = options;
  const body = requestOf(request);
  const caller = await callerOf(request, options);
  const operation = admit(request, caller, body.value, ['query', 'mutation'], options);
  const isMutation = operation.definition.operation === OperationTypeNode.MUTATION;
  const key = isMutation ? keyOf(request.headers['idempotency-key']) : null;
  const run: Run = (claim) =>
    withClaim(claim, () => options.execute(operation, requestContext(context, visitOf(request, key), caller)));
  const { result, replayed } =
    key !== null && caller
      ? await once(claimOf(key, caller, body.text, context.services), caller, run, options)
      : { result: await run(null), replayed: false };
  const spender = spenderOf(request, caller);
  const spent = replayed ? 1 : spentBy(operation, result.data);
  budgets.charge(spender, spent - operation.cost);
  return { result: { ...result, extensions: { cost: budgets.note(spender, operation.cost, spent) } }, replayed };
}

/**
 * What the caller asks, where they may and have enough left for it.
 *
 * @throws NotAdmitted with every reason
 */
export function admit(
  request: FastifyRequest,
  caller: Caller | null,
  asked: RawRequest,
  kinds: Kinds,
  { gate, budgets }: Pick<GraphqlRouteOptions, 'gate' | 'budgets'>,
): Operation {
  const spender = spenderOf(request, caller);
  budgets.check(spender);
  const admitted = gate()(asked, caller, kinds);
  if (!admitted.ok) {
    budgets.charge(spender, REFUSED_COST);
    throw new NotAdmitted(admitted.errors);
  }
  budgets.take(spender, admitted.operation.cost);
  return admitted.operation;
}

type Run = (claim: Claim | null) => Promise<FormattedResult>;

/** Runs a mutation at most once under its key; a repetition is given the first answer. */
async function once(
  claim: Claim,
  caller: Caller,
  run: Run,
  { plainTransaction, context }: GraphqlRouteOptions,
): Promise<Answer> {
  const secrets = context.services;
  const earlier = await answerUnder(plainTransaction, caller, claim, secrets);
  if (earlier) return { result: earlier, replayed: true };
  const result = await run(claim);
  if (claim.lost) {
    const first = await answerUnder(plainTransaction, caller, claim, secrets);
    if (first) return { result: first, replayed: true };
    throw new BadUserInput(
      'Another request with this Idempotency-Key failed just now; send this one again.',
      'Idempotency-Key',
    );
  }
  await keepAnswer(plainTransaction, caller, claim, result, secrets);
  return { result, replayed: false };
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

/** Whose budget a request is paid from; null where it is not counted, as for the limits of an address. */
export function spenderOf(request: FastifyRequest, caller: Caller | null): string | null {
  const counted = countedUnder(request);
  return counted !== null && caller ? `${caller.workspaceId} ${actorOf(caller)}` : counted;
}
