import { HttpException } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ApiError, formatError, retryAfterOf, statusOf, type LogInternal } from '../graphql/errors.js';

/** The type of an answer: that of GraphQL's specification where it is asked for, else JSON. */
export function typeFor({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const asked = headers.accept?.includes('application/graphql-response+json') ?? false;
  return `${asked ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`;
}

/** Answers with errors alone: the request did not run. */
export function refuse(reply: FastifyReply, errors: readonly GraphQLError[], status?: number): FastifyReply {
  const body: GraphQLFormattedError[] = errors.map((error) => error.toJSON());
  const retryAfter = retryAfterOf(body);
  if (retryAfter !== null) void reply.header('retry-after', String(retryAfter));
  return reply
    .code(status ?? statusOf(body))
    .type(typeFor(reply.request))
    .send({ errors: body });
}

/** An operation that does not run, for one reason or more. */
export class NotAdmitted extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The operation was not admitted.');
  }
}

/** Why a request of GraphQL was not answered, in the words of the API. */
export function refuseGraphql(error: unknown, reply: FastifyReply, log: LogInternal): FastifyReply {
  if (error instanceof NotAdmitted) return refuse(reply, error.errors);
  if (error instanceof GraphQLError) return refuse(reply, [error]);
  return refuseFastifyError(error as FastifyError, reply, log);
}

/** What the server itself refused before a route ran, in the words of the API: a body too large, a wrong type. */
export function refuseFastifyError(
  error: FastifyError | HttpException,
  reply: FastifyReply,
  log: LogInternal,
): FastifyReply {
  const status = error instanceof HttpException ? error.getStatus() : (error.statusCode ?? 500);
  if (status === 413) return refuse(reply, [new ApiError('BAD_USER_INPUT', 'The request is too large.')], status);
  if (status === 415) return refuse(reply, [new ApiError('BAD_USER_INPUT', 'Send application/json.')], status);
  if (status === 429) return refuse(reply, [new ApiError('RATE_LIMITED', 'Too many requests; wait a moment.')], status);
  if (status >= 400 && status < 500)
    return refuse(reply, [new ApiError('BAD_USER_INPUT', 'The request cannot be read.')], status);
  const told = formatError(error, log);
  return reply
    .code(statusOf([told]))
    .type('application/json; charset=utf-8')
    .send({ errors: [told] });
}
