import {
  NotFound,
  openExport,
  openWrittenRead,
  TooMany,
  writtenReadPdf,
  type UseCaseContext,
} from '@bicorne/application';
import { hasScope, mayUse, type AccessLevel } from '@bicorne/identity';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ApiError, RateLimited } from '../graphql/errors.js';
import { fromGlobalId } from '../graphql/global-id.js';
import { attachment, type FileRouteOptions } from './file-route.js';
import { callerOf } from './graphql-route.js';
import { refuse, refuseFastifyError } from './refusal.js';

export const EXPORTS_PATH = '/exports';
export const WRITTEN_READS_PATH = '/written-reads';

/** A HEAD would make the document, or read the archive, and throw it away. */
const GET_ALONE = { exposeHeadRoute: false };

type ById = FastifyRequest<{ Params: { file: string } }>;

/**
 * Documents that Bicorne makes, for who is signed in or sends a token: `GET /written-reads/<id>.pdf` and
 * `GET /exports/<id>.zip`. Whose they are, the use cases and the row policies decide.
 */
export function documentRoutes(scope: FastifyInstance, options: FileRouteOptions): void {
  scope.setErrorHandler((error, _request, reply) => {
    if (error instanceof GraphQLError) return refuse(reply, [error]);
    if (error instanceof NotFound) return refuse(reply, [new ApiError('NOT_FOUND', error.message)]);
    if (error instanceof TooMany) return refuse(reply, [new RateLimited(error.retryAt, new Date())]);
    return refuseFastifyError(error as Error & { code: string }, reply, options.log);
  });
  scope.get(`${WRITTEN_READS_PATH}/:file`, GET_ALONE, async (request: ById, reply) => {
    const context = await contextOf(request, 'SIGNED_IN', options);
    const read = await openWrittenRead(context, fromGlobalId('IntakeAssessment', idIn(request, '.pdf')));
    const pdf = await writtenReadPdf(context.services, read);
    // Not in a sandbox, in which some browsers show no PDF.
    return headed(reply, 'application/pdf', `inline; filename="written-read.pdf"`)
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
      .send(pdf);
  });
  scope.get(`${EXPORTS_PATH}/:file`, GET_ALONE, async (request: ById, reply) => {
    const context = await contextOf(request, 'MEMBER_OR_SPONSOR', options);
    const { name, size, sha256, content } = await openExport(context, fromGlobalId('ExportJob', idIn(request, '.zip')));
    return headed(reply, 'application/zip', attachment(name))
      .header('content-length', size)
      .header('etag', `"${sha256}"`)
      .send(content);
  });
}

/** The id in an address. @throws NotFound where the address ends otherwise */
function idIn({ params: { file } }: ById, ending: string): string {
  if (!file.endsWith(ending)) throw new NotFound();
  return file.slice(0, -ending.length);
}

function headed(reply: FastifyReply, type: string, disposition: string): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', disposition)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-cache');
}

/** What a use case is given. @throws ApiError as `callerOf`, and where nobody signed in or they may not */
async function contextOf(request: ById, level: AccessLevel, options: FileRouteOptions): Promise<UseCaseContext> {
  const caller = await callerOf(request, options);
  if (caller === null) throw new ApiError('UNAUTHENTICATED', 'Sign in, or send a token.');
  if (!mayUse(level, caller)) throw new ApiError('FORBIDDEN', 'This is for members and sponsors.');
  if (!hasScope(caller, 'READ')) throw new ApiError('FORBIDDEN', 'This needs a token with the scope READ.');
  return { ...options.context, caller };
}
