import fastifyMultipart from '@fastify/multipart';
import {
  NotFound,
  openSignedFile,
  prepareUpload,
  requireFile,
  signFile,
  toGlobalId,
  UPLOAD_LIMIT,
  uploadFile,
  type UploadTarget,
} from '@bicorne/application';
import type { Refusal } from '@bicorne/domain';
import { hasScope, mayUse, type AccessLevel, type Caller, type Scope } from '@bicorne/identity';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ApiError, BadUserInput, type LogInternal } from '../graphql/errors.js';
import { fromGlobalId } from '../graphql/global-id.js';
import type { ContextParts } from '../graphql/request-context.js';
import { FILES_PATH, signedPath } from './files-path.js';
import { isUnreadable, partsOf } from './form-parts.js';
import { callerOf, originOf, type GraphqlRouteOptions } from './graphql-route.js';
import { refuse, refuseFastifyError } from './refusal.js';

export interface FileRouteOptions extends Pick<GraphqlRouteOptions, 'identity' | 'origins'> {
  context: Omit<ContextParts, 'feed' | 'publicLimits'>;
  log: LogInternal;
}

/** Room for the field, the headers of the parts and the borders between them, in bytes. */
const BESIDE_THE_FILE = 64 * 1024;
/** No cache keeps it, no search engine has it, and no other site hears where it was. */
const OF_WHO_HAS_THE_ADDRESS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-resource-policy': 'same-origin',
};
/** Status of what an upload is refused for; 400 for anything else. */
const STATUS: Readonly<Record<string, number>> = { TOO_LARGE: 413, UNSUPPORTED_TYPE: 415 };

/**
 * Files of engagements. `POST /files` takes one as multipart/form-data with `engagementId` before `file`; `GET /files/:id`
 * leads who is signed in to `GET /files/:id/:signature`, which for some minutes gives it without a sign-in: to save, never
 * to show, for what somebody uploaded does not run on our pages.
 */
export async function fileRoutes(scope: FastifyInstance, options: FileRouteOptions): Promise<void> {
  await scope.register(fastifyMultipart, {
    // One byte more than is taken, so that storage tells a file that is too large from one that just fits.
    limits: { files: 1, fields: 1, parts: 2, fileSize: UPLOAD_LIMIT + 1, fieldSize: 1_000, headerPairs: 20 },
    throwFileSizeLimit: false,
  });
  scope.setErrorHandler((error, request, reply) => {
    if (brokeOff(request)) {
      request.log.info('An upload broke off');
      return refuse(reply, [new BadUserInput('The upload broke off.', 'file')]);
    }
    // What is left of it is not read: the connection ends.
    if (isUnreadable(error))
      return refuse(reply.header('connection', 'close'), [new BadUserInput('The form is cut off or broken.', 'file')]);
    if (error instanceof GraphQLError) return refuse(reply, [error]);
    if (error instanceof NotFound) return refuse(reply, [new ApiError('NOT_FOUND', error.message)]);
    const { statusCode } = error as Error & { statusCode?: number };
    if (statusCode === 406 || statusCode === 415) return refuse(reply, [notAForm()], 415);
    return refuseFastifyError(error as Error & { code: string }, reply, options.log);
  });
  scope.post(FILES_PATH, { bodyLimit: UPLOAD_LIMIT + BESIDE_THE_FILE }, (request, reply) =>
    take(request, reply, options),
  );
  // A HEAD would read the file and throw it away.
  scope.get<{ Params: { id: string } }>(`${FILES_PATH}/:id`, { exposeHeadRoute: false }, (request, reply) =>
    lead(request, request.params.id, reply, options),
  );
  scope.get<{ Params: Signed }>(`${FILES_PATH}/:id/:signature`, { exposeHeadRoute: false }, (request, reply) =>
    give(request, request.params, reply, options),
  );
}

async function take(request: FastifyRequest, reply: FastifyReply, options: FileRouteOptions): Promise<FastifyReply> {
  const context = { ...options.context, caller: await allowed(request, 'MEMBER', 'WRITE', options) };
  if (!request.isMultipart()) return refuse(reply, [notAForm()], 415);
  let target: UploadTarget | null = null;
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      if (part.fieldname !== 'engagementId') continue;
      const prepared = await prepareUpload(context, fromGlobalId('Engagement', part.value));
      if (!prepared.ok) return refuseUpload(reply, prepared.refusals);
      target = prepared.value;
      continue;
    }
    if (target === null) throw new BadUserInput('Send the field engagementId before the file.', 'engagementId');
    const uploaded = await uploadFile(context, target, { name: nameOf(part.filename), content: part.file });
    if (!uploaded.ok) return refuseUpload(reply, uploaded.refusals);
    const { id, ...file } = uploaded.value;
    return reply
      .code(201)
      .type('application/json; charset=utf-8')
      .send({ id: toGlobalId('File', id), ...file });
  }
  throw new BadUserInput('Send the field engagementId, and then the file.', target === null ? 'engagementId' : 'file');
}

/** To an address that holds from now on. */
async function lead(
  request: FastifyRequest,
  globalId: string,
  reply: FastifyReply,
  options: FileRouteOptions,
): Promise<FastifyReply> {
  const context = { ...options.context, caller: await allowed(request, 'SIGNED_IN', 'READ', options) };
  const fileId = fromGlobalId('File', globalId);
  await requireFile(context, fileId);
  const { signature } = signFile(context.services, context.caller, fileId, context.now());
  return reply.header('cache-control', 'no-store').redirect(signedPath(globalId, signature), 303);
}

interface Signed {
  id: string;
  signature: string;
}

async function give(
  request: FastifyRequest,
  { id, signature }: Signed,
  reply: FastifyReply,
  options: FileRouteOptions,
): Promise<FastifyReply> {
  const context = { ...options.context, origin: originOf(request) };
  const asked = { fileId: fromGlobalId('File', id), signature };
  const { name, mediaType, size, sha256, content } = await openSignedFile(context, asked);
  return reply
    .headers(OF_WHO_HAS_THE_ADDRESS)
    .header('content-type', mediaType)
    .header('content-length', size)
    .header('content-disposition', attachment(name))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('etag', `"${sha256}"`)
    .send(content);
}

/** Who asks, where they may. @throws ApiError as `callerOf`, and where nobody signed in or they may not */
async function allowed(
  request: FastifyRequest,
  level: AccessLevel,
  scope: Scope,
  options: FileRouteOptions,
): Promise<Caller> {
  const caller = await callerOf(request, options);
  if (caller === null) throw new ApiError('UNAUTHENTICATED', 'Sign in, or send a token.');
  if (!mayUse(level, caller)) throw new ApiError('FORBIDDEN', 'Files are uploaded by members of the consultancy.');
  if (!hasScope(caller, scope)) throw new ApiError('FORBIDDEN', `This needs a token with the scope ${scope}.`);
  return caller;
}

/** Whether who sends went away before all had come, which is nobody's fault here. */
function brokeOff({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

/** Browsers write what would end a header's value as escapes, and nothing else. */
function nameOf(filename: string | undefined): string {
  // Left out by some programs, whatever the types say.
  if (filename === undefined || filename.trim() === '')
    throw new BadUserInput('Send the file with its name: filename="…" in the header of its part.', 'file');
  return filename.replace(/%22/g, '"').replace(/%0D|%0A/gi, ' ');
}

function refuseUpload(reply: FastifyReply, refusals: readonly Refusal[]): FastifyReply {
  const errors = refusals.map(
    ({ code, field, message }) => new ApiError('BAD_USER_INPUT', message, { reason: code, ...(field && { field }) }),
  );
  // The rest of the body is not read; a caller that goes on sending is cut off.
  void reply.header('connection', 'close');
  return refuse(reply, errors, STATUS[refusals[0]?.code ?? ''] ?? 400);
}

/** For every browser: plain letters, and beside them the name as it is. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function notAForm(): BadUserInput {
  return new BadUserInput('Send multipart/form-data with the fields engagementId and file, in this order.');
}
