import { HttpException } from '@nestjs/common';
import type { FastifyError, FastifyReply } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { ApiError, formatError, statusOf, type LogInternal } from '../graphql/errors.js';

/** Answers with errors alone: the request did not run. */
export function refuse(reply: FastifyReply, errors: readonly GraphQLError[], status?: number): FastifyReply {
  const body: GraphQLFormattedError[] = errors.map((error) => error.toJSON());
  return reply
    .code(status ?? statusOf(body))
    .type('application/json; charset=utf-8')
    .send({ errors: body });
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
  return reply
    .code(500)
    .type('application/json; charset=utf-8')
    .send({ errors: [formatError(error, log)] });
}
