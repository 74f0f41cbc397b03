import { hasScope, type Caller } from '@bicorne/identity';
import type { Tx } from '@bicorne/persistence';
import type { PublicContext } from '../context.js';
import { NotFound } from '../errors.js';
import { readFileSignature, type SignedFile } from './file-address.js';
import { openFile } from './read-file.js';

/**
 * A file by its signed address, without a sign-in. Whom it was given to is looked up again: who has left, whose token was
 * revoked, or who may not have the file any more, has it no longer either.
 *
 * @throws NotFound for a signature that is none, is over, or is of another file; and as `openFile`
 */
export async function openSignedFile(
  context: PublicContext,
  { fileId, signature }: { fileId: string; signature: string },
): ReturnType<typeof openFile> {
  const signed = readFileSignature(context.services, signature, context.now());
  if (signed === null || signed.fileId !== fileId) throw new NotFound();
  const { workspaceId } = signed;
  const caller = await context.transaction.run({ workspaceId, origin: context.origin }, (tx) => callerOf(tx, signed));
  if (caller === null || !hasScope(caller, 'READ')) throw new NotFound();
  return openFile({ ...context, caller }, fileId);
}

type Found = Pick<Caller, 'role' | 'name' | 'clientId' | 'scopes'>;

const FROM: Readonly<Record<SignedFile['actor']['kind'], string>> = {
  MEMBER: `select role, name, null::uuid as "clientId", '{READ}'::text[] as scopes from member
    where workspace_id = $1 and id = $2`,
  CLIENT_CONTACT: `select role, name, client_id as "clientId", '{READ}'::text[] as scopes from client_contact
    where workspace_id = $1 and id = $2`,
  TOKEN: `select role, name, client_id as "clientId", scopes from api_token
    where workspace_id = $1 and id = $2 and revoked_at is null and (expires_at is null or expires_at > now())`,
};

async function callerOf(tx: Tx, { workspaceId, actor: { kind, id } }: SignedFile): Promise<Caller | null> {
  const [found] = await tx.query<Found>(FROM[kind], [workspaceId, id]);
  if (!found) return null;
  return {
    ...found,
    kind: kind === 'TOKEN' ? 'token' : 'session',
    workspaceId,
    memberId: kind === 'MEMBER' ? id : null,
    clientContactId: kind === 'CLIENT_CONTACT' ? id : null,
    tokenId: kind === 'TOKEN' ? id : null,
    userId: null,
  };
}
