import { acknowledgeCharter as decideAcknowledgement, type Decided } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { CharterAcknowledgementEntity, CharterEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from '../engagement/change-engagement.js';
import type { CharterView } from '../engagement/engagement-view.js';
import { charterVersionOf } from '../engagement/readiness-facts.js';
import { NotFound } from '../errors.js';

/** Somebody for whom the caller acknowledges. */
interface Party {
  id: string;
  name: string;
  memberId: string | null;
  clientContactId: string | null;
}

/**
 * The caller acknowledges a published version: as a practitioner who wears a hat in it, or as a sponsor. A token of the
 * consultancy stands for no single person and acknowledges for its practitioners (docs/adr/0005). Twice is as once.
 */
export async function acknowledgeCharter(
  context: UseCaseContext,
  input: { charterId: string },
): Promise<Decided<{ engagementId: string; charterId: string }>> {
  const { caller } = context;
  const engagementOfCharter = async (tx: Tx): Promise<string> => {
    const key = { workspaceId: tx.scope.workspaceId, id: input.charterId };
    const charter = await tx.manager.findOneBy(CharterEntity, key);
    if (!charter) throw new NotFound();
    return charter.engagementId;
  };
  return changeEngagement(context, engagementOfCharter, async (tx, view) => {
    const charter = view.charters.find(({ id }) => id === input.charterId);
    if (!charter) throw new NotFound();
    const now = context.now();
    for (const party of partiesOf(caller, charter)) {
      const decision = decideAcknowledgement(
        { version: charterVersionOf(charter), newestVersion: view.charters[0]?.version ?? charter.version },
        { id: party.id, sponsor: caller.role === 'SPONSOR' },
      );
      if (!decision.ok) return decision;
      if (decision.value.already) continue;
      await tx.manager.insert(CharterAcknowledgementEntity, {
        workspaceId: tx.scope.workspaceId,
        clientId: view.clientId,
        charterId: charter.id,
        userKey: party.id,
        memberId: party.memberId,
        clientContactId: party.clientContactId,
        name: party.name,
        role: caller.role,
        acknowledgedAt: now,
      });
    }
    await tx.widenToWorkspace();
    await recheckEngagement(tx, context.services, view.id, now);
    return { ok: true, value: { engagementId: view.id, charterId: charter.id } };
  });
}

/**
 * Whether nothing is left for the caller to acknowledge: their own acknowledgement is there, or, for a token of the
 * consultancy, that of every practitioner. False for who is no party.
 */
export function isAcknowledgedBy(charter: CharterView, caller: Caller): boolean {
  const by = new Set(charter.acknowledgements.map(({ userKey }) => userKey));
  const parties = partiesOf(caller, charter);
  return parties.length > 0 && parties.every(({ id }) => by.has(id));
}

/** Whether the caller can acknowledge it, and has not: of the newest version, who wears a hat in it, or a sponsor. */
export function awaitsAcknowledgementBy(charter: CharterView, newestVersion: number, caller: Caller): boolean {
  return partiesOf(caller, charter).some(({ id }) => {
    const decision = decideAcknowledgement(
      { version: charterVersionOf(charter), newestVersion },
      { id, sponsor: caller.role === 'SPONSOR' },
    );
    return decision.ok && !decision.value.already;
  });
}

function partiesOf(caller: Caller, charter: CharterView): Party[] {
  if (caller.role === 'SPONSOR' || caller.role === 'VIEWER') {
    const id = caller.clientContactId ?? `token:${caller.tokenId ?? ''}`;
    return [{ id, name: caller.name, memberId: null, clientContactId: caller.clientContactId }];
  }
  if (caller.memberId !== null)
    return [{ id: caller.memberId, name: caller.name, memberId: caller.memberId, clientContactId: null }];
  const practitioners = new Map(charter.practitioners.map(({ id, name }) => [id, name]));
  return [...practitioners].map(([id, name]) => ({
    id,
    name: `${name}, by ${caller.name}`,
    memberId: id,
    clientContactId: null,
  }));
}
