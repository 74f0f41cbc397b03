import { actorOf, type Caller } from '@bicorne/identity';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  createSourceEventStream,
  execute,
  print,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Operation, RawRequest } from '../gate/gate.js';
import { MAX_BODY_BYTES } from '../gate/limits.js';
import { ApiError, BadUserInput, formatError, type LogInternal } from '../graphql/errors.js';
import { requestContext } from '../graphql/request-context.js';
import { END, mapped } from '../stream/mapped.js';
import { addressOf } from './client-address.js';
import { admit, callerOf, requestOf, spenderOf, visitOf, type GraphqlRouteOptions } from './graphql-route.js';
import { takeOnlyJson } from './json-body.js';
import { MAX_STREAMS, OpenStreams } from './open-streams.js';
import { refuse } from './refusal.js';

export interface StreamRouteOptions extends Omit<GraphqlRouteOptions, 'execute' | 'plainTransaction' | 'timeLimitMs'> {
  schema: () => GraphQLSchema;
}

export const STREAM_PATH = '/graphql/stream';

/** When somebody who has too many open may try again, in seconds. */
const TRY_AGAIN = 30;

const EVENT_STREAM = 'text/event-stream';

type Formatted = Omit<ExecutionResult, 'errors'> & { errors?: GraphQLFormattedError[] };

/** Subscriptions as server-sent events, through the same gate and context as queries; one operation a connection. */
export function streamRoute(scope: FastifyInstance, options: StreamRouteOptions): void {
  takeOnlyJson(scope);
  const open = new OpenStreams();
  scope.post(STREAM_PATH, { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const { value } = requestOf(request);
    const caller = await callerOf(request, options);
    const operation = admit(request, caller, value, ['subscription'], options);
    // What graphql-sse would refuse without a word.
    if (request.headers.accept !== EVENT_STREAM)
      return refuse(
        reply,
        [new BadUserInput(`Subscriptions are served as ${EVENT_STREAM}: ask for it.`, 'Accept')],
        406,
      );
    if (!open.take(caller ? actorOf(caller) : addressOf(request), reply.raw)) {
      void reply.header('retry-after', String(TRY_AGAIN));
      return refuse(reply, [
        new ApiError('RATE_LIMITED', `At most ${MAX_STREAMS} streams are open at a time: close one.`),
      ]);
    }
    // The protocol knows texts alone; what runs is what was admitted.
    return stream(request, reply, { ...value, query: print(operation.document) }, async () => {
      try {
        return await eventsOf(value, operation, caller, request, options);
      } catch (error) {
        return refused([formatError(error, options.log)]);
      }
    });
  });
}

/** Writes the events; graphql-sse does it by the protocol that its clients know. */
async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  params: object,
  subscribe: () => Promise<AsyncGenerator<Formatted> | Formatted>,
): Promise<FastifyReply> {
  const handle = createHandler({
    // No token: streams that several requests share would outlive their callers.
    authenticate: () => null,
    // Called once the request is taken: a subscription that nobody reads would never be ended. Their type wants errors of
    // a class; what is written is JSON either way.
    onSubscribe: () => subscribe() as Promise<AsyncGenerator<ExecutionResult>>,
  });
  reply.hijack();
  // What the framework would read is our parser's wrapper; graphql-sse reads the request itself.
  request.body = params;
  await handle(request, reply);
  return reply;
}

async function eventsOf(
  asked: RawRequest,
  operation: Operation,
  caller: Caller | null,
  request: FastifyRequest,
  options: StreamRouteOptions,
): Promise<AsyncGenerator<Formatted> | Formatted> {
  const schema = options.schema();
  const { document, operationName, variables } = operation;
  const args = { schema, document, operationName, variableValues: variables };
  const source = await createSourceEventStream({
    ...args,
    contextValue: requestContext(options.context, visitOf(request), caller),
  });
  if (!(Symbol.asyncIterator in source)) return refused(formatted(source, options.log).errors);
  const events = source[Symbol.asyncIterator]();
  if (caller) endWhenLost(events, caller, request, options);
  return mapped(events, async (event): Promise<Formatted | typeof END> => {
    // A stream lives long: who lost their place or token since, or has another role, hears no more.
    const still = await options.identity.authenticate(request.headers);
    const admitted = options.gate()(asked, still, ['subscription']);
    if (!admitted.ok || !samePlace(still, caller)) return END;
    // Paid but not refused: how much comes, nobody asked for.
    options.budgets.charge(spenderOf(request, still), admitted.operation.cost);
    const contextValue = requestContext(options.context, visitOf(request), still);
    return formatted(await execute({ ...args, rootValue: event, contextValue }), options.log);
  });
}

/** Ends a stream soon after its caller lost their right to it, also where nothing happens that it would tell. */
function endWhenLost(
  events: AsyncIterator<unknown>,
  caller: Caller,
  request: FastifyRequest,
  { identity, context: { feed } }: StreamRouteOptions,
): void {
  const changes = feed.subscribe('caller', caller.userId ?? caller.tokenId ?? '');
  request.raw.socket.once('close', () => changes.close());
  const watch = async (): Promise<void> => {
    while (!(await changes.next()).done) {
      if (samePlace(await identity.authenticate(request.headers), caller)) continue;
      await events.return?.();
      changes.close();
    }
  };
  // Where the database is away, the next event ends the stream as well as this would.
  watch().catch(() => changes.close());
}

function samePlace(one: Caller | null, other: Caller | null): boolean {
  return one?.workspaceId === other?.workspaceId && one?.role === other?.role && one?.clientId === other?.clientId;
}

/** What graphql-sse takes for an answer only where it has data. */
function refused(errors: GraphQLFormattedError[] | undefined): Formatted {
  return { data: null, errors };
}

function formatted({ errors, ...rest }: ExecutionResult, log: LogInternal): Formatted {
  return errors ? { ...rest, errors: errors.map((error) => formatError(error, log)) } : rest;
}
