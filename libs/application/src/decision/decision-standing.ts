import {
  approvalsNeeded,
  awaitsApproval,
  charterInForceAt,
  type DriftCharter,
  type EngagementState,
  type Hat,
  type Quarter,
} from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import { moneyOf } from '../engagement/readiness-facts.js';

/** What the rest of its engagement says of a decision. */
export interface DecisionStanding {
  decisionId: string;
  /** Version of the charter that was in force when it was taken; null where none was. */
  charterVersion: number | null;
  /** Whether what it spends passes a limit, approved or not. */
  approvalNeeded: boolean;
  /** Whether a sponsor could approve it now. */
  awaitsApproval: boolean;
}

interface PackedEngagement {
  state: EngagementState;
  timeZone: string;
  currency: string;
  quarters: Quarter[];
  hats: { hat: Hat; perDecisionLimit: string | null; perQuarterLimit: string | null }[];
  decisions: {
    id: string;
    title: string;
    hatWorn: Hat | 'JOINT';
    at: string;
    spend: string | null;
    vendor: string | null;
    supersedesId: string | null;
    approvedAt: string | null;
  }[];
  charters: {
    version: number;
    publishedAt: string;
    practitionerIds: string[];
    acknowledgements: { memberId: string | null; contactKey: string; at: string }[];
  }[];
}

/** The standing of each of these decisions; one statement however many. Decisions of one engagement are weighed together. */
export async function loadDecisionStandings(
  tx: Tx,
  decisionIds: readonly string[],
  now: Date,
): Promise<DecisionStanding[]> {
  const logs = await packedEngagements(
    tx,
    `exists (select from decision d where d.workspace_id = e.workspace_id and d.engagement_id = e.id
       and d.id = any($1::uuid[]))`,
    [decisionIds],
  );
  const asked = new Set(decisionIds);
  return logs.flatMap((log) => standingsOf(log, now)).filter(({ decisionId }) => asked.has(decisionId));
}

/** The decisions of an engagement that wait for a sponsor. */
export async function decisionsAwaitingApproval(tx: Tx, engagementId: string, now: Date): Promise<string[]> {
  const logs = await packedEngagements(tx, 'e.id = $1', [engagementId]);
  const standings = logs.flatMap((log) => standingsOf(log, now));
  return standings.filter((standing) => standing.awaitsApproval).map(({ decisionId }) => decisionId);
}

async function packedEngagements(tx: Tx, where: string, parameters: unknown[]): Promise<PackedEngagement[]> {
  const rows = await tx.query<{ packed: PackedEngagement }>(
    `select json_build_object('state', e.state, 'timeZone', e.time_zone, 'currency', e.currency,
       'quarters', (select json_agg(json_build_object('number', q.number, 'from', q.from_day, 'to', q.to_day))
         from quarter q where q.workspace_id = e.workspace_id and q.engagement_id = e.id),
       'hats', (select json_agg(json_build_object('hat', h.hat, 'perDecisionLimit', h.per_decision_limit::text,
           'perQuarterLimit', h.per_quarter_limit::text))
         from hat_assignment h where h.workspace_id = e.workspace_id and h.engagement_id = e.id),
       'decisions', (select coalesce(json_agg(json_build_object('id', x.id, 'title', x.title, 'hatWorn', x.hat_worn, 'at', x.decided_at,
           'spend', x.spend::text, 'vendor', x.vendor, 'supersedesId', x.supersedes_id,
           'approvedAt', (select a.approved_at from decision_approval a
              where a.workspace_id = x.workspace_id and a.decision_id = x.id)) order by x.decided_at, x.recorded_at), '[]'::json)
         from decision x where x.workspace_id = e.workspace_id and x.engagement_id = e.id),
       'charters', coalesce((select json_agg(json_build_object('version', v.version, 'publishedAt', v.published_at,
           'practitionerIds', array(select distinct w.practitioner_id from charter_practitioner w
              where w.workspace_id = v.workspace_id and w.charter_id = v.id),
           'acknowledgements', coalesce((select json_agg(json_build_object('memberId', k.member_id,
               'contactKey', coalesce(k.client_contact_id::text, k.user_key), 'at', k.acknowledged_at))
             from charter_acknowledgement k where k.workspace_id = v.workspace_id and k.charter_id = v.id), '[]'::json)))
         from charter v where v.workspace_id = e.workspace_id and v.engagement_id = e.id), '[]'::json)) as packed
     from engagement e
     where ${where}`,
    parameters,
  );
  return rows.map(({ packed }) => packed);
}

function standingsOf({ state, charters, decisions, hats, quarters, timeZone, currency }: PackedEngagement, now: Date) {
  const log = decisions.map((decision) => ({
    ...decision,
    // What a limit does not look at.
    area: '',
    decidedBy: { key: '', name: '' },
    signOffs: [],
    at: new Date(decision.at),
    approvedAt: decision.approvedAt === null ? null : new Date(decision.approvedAt),
    spend: moneyOf(decision.spend, currency),
  }));
  const spending = {
    decisions: log,
    quarters,
    timeZone,
    hats: hats.map(({ hat, perDecisionLimit, perQuarterLimit }) => ({
      hat,
      practitionerId: null,
      practitionerName: null,
      rightsCount: 0,
      perDecisionLimit: moneyOf(perDecisionLimit, currency),
      perQuarterLimit: moneyOf(perQuarterLimit, currency),
    })),
  };
  const needed = approvalsNeeded(spending, now);
  const versions = charters.map(charterOf);
  const supersededBy = new Map(log.map(({ supersedesId, title }) => [supersedesId, title]));
  return log.map(({ id, at, approvedAt }): DecisionStanding => {
    const approved = approvedAt !== null;
    // What was split counts in no sum once it is approved, and needed the approval none the less.
    const approvalNeeded = needed.has(id) || approved;
    return {
      decisionId: id,
      charterVersion: charterInForceAt(versions, at)?.version ?? null,
      approvalNeeded,
      awaitsApproval: awaitsApproval({
        state,
        supersededByTitle: supersededBy.get(id) ?? null,
        needed: approvalNeeded,
        approved,
      }),
    };
  });
}

function charterOf(packed: PackedEngagement['charters'][number]): DriftCharter {
  return {
    version: packed.version,
    publishedAt: new Date(packed.publishedAt),
    rights: [],
    practitionerIds: packed.practitionerIds,
    acknowledgements: packed.acknowledgements.map(({ memberId, contactKey, at }) => ({
      personId: memberId ?? contactKey,
      as: memberId === null ? 'SPONSOR' : 'PRACTITIONER',
      at: new Date(at),
    })),
  };
}
