import { loadDepthAttestations, loadMembers } from '@bicorne/application';
import { byId, type Batch } from '../graphql/request-context.js';
import type { DepthAttestation } from './attestation.types.js';

/** Members that a request asks for one by one, found in one statement. */
export const membersById = byId(loadMembers);

/** What attests the AI depth of each member, the newest first. */
export const attestationsByMember: Batch<DepthAttestation[]> = async (context, memberIds) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadDepthAttestations(tx, memberIds));
  return memberIds.map((id) =>
    rows
      .filter(({ practitionerId }) => practitionerId === id)
      .map(({ attestedBy, practitionerId: _id, ...attestation }) => ({
        ...attestation,
        attestedBy: { name: attestedBy },
      })),
  );
};
