import { attestDepth as decideAttestation, type Decided, type DepthEvidenceKind } from '@bicorne/domain';
import { DepthAttestationEntity, MemberEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { narrowedToPractitioner } from '../visibility.js';

/**
 * Keeps one piece of evidence that a practitioner's AI depth is real. A practitioner attests their own only.
 *
 * @returns the practitioner's id
 * @throws NotFound where there is no such member, or it is not the caller's to attest
 */
export async function attestDepth(
  context: UseCaseContext,
  input: { practitionerId: string; kind: DepthEvidenceKind; statement: string; evidenceUrl: string },
): Promise<Decided<string>> {
  const workspaceId = context.caller.workspaceId;
  const own = narrowedToPractitioner(context.caller);
  if (own !== null && own !== input.practitionerId) throw new NotFound();
  return context.transaction.run(context.caller, async (tx) => {
    const practitioner = await tx.manager.findOneBy(MemberEntity, { workspaceId, id: input.practitionerId });
    if (!practitioner) throw new NotFound();
    const attestation = decideAttestation(input);
    if (!attestation.ok) return attestation;
    await tx.manager.insert(DepthAttestationEntity, {
      workspaceId,
      practitionerId: practitioner.id,
      ...attestation.value,
      attestedBy: context.caller.name,
      attestedAt: context.now(),
    });
    return { ok: true, value: practitioner.id };
  });
}
