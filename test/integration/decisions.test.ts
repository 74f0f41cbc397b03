import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api-server.js';
import { Consultancy, DAY_MS, day, eur } from '../support/consultancy.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import type { GraphqlCaller, Json } from '../support/graphql-caller.js';

// Real: the API as a process, GraphQL over HTTP, PostgreSQL.

let database: TestDatabase;
let api: TestApi;
let ours: Consultancy;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  ours = await Consultancy.open(api);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const DECISION = `id title inForce charterVersion approvalNeeded recordedAt engagement { id }
  approval { by { name } at reason } signOffs { hat by { name } reason at }
  supersedes { title } supersededBy { title } signals { rule }`;

/** Logs a decision that was taken an hour ago, unless it says when. @returns what came back */
async function decide(engagementId: string, different: object = {}): Promise<Json> {
  const input = {
    engagementId,
    area: 'vendor selection',
    hatWorn: 'CTO',
    title: 'Vector store',
    decision: 'Use the one inside PostgreSQL.',
    rationale: 'One system less to run.',
    options: ['A hosted service'],
    decidedAt: new Date().toISOString(),
    ...different,
  };
  return (await ours.owner.change('recordDecision', input, `decision { ${DECISION} }`)).decision;
}

async function read(id: string, as: GraphqlCaller = ours.owner): Promise<Json> {
  return (await as.ask(`query ($id: ID!) { decision(id: $id) { ${DECISION} } }`, { id })).decision;
}

const rulesOf = ({ signals }: Json): string[] => signals.map(({ rule }: Json) => rule).sort();

describe('who took a decision', () => {
  it('is who wears the hat, for whom a token wrote it down, unless somebody is named', async () => {
    const engagementId = await ours.engagement(day(-10), 'CTO_AND_CAIO');
    const decision = async (different: object): Promise<Json> => {
      const { id } = await decide(engagementId, different);
      return (await ours.owner.ask('query ($id: ID!) { decision(id: $id) { decidedBy { name } } }', { id })).decision;
    };
    expect(await decision({})).toEqual({ decidedBy: { name: expect.stringContaining('Ada, by ') } });
    const { members } = await ours.owner.ask('{ members(first: 50) { edges { node { id name } } } }');
    const other = members.edges.map(({ node }: Json) => node).find(({ name }: Json) => name !== 'Ada');
    if (other)
      expect(await decision({ decidedById: other.id })).toEqual({
        decidedBy: { name: expect.stringContaining(`${other.name}, by `) },
      });
  });
});

describe('a joint decision', () => {
  it('is signed by both hats, each with a reason of its own', async () => {
    const engagementId = await ours.engagement(day(-10), 'CTO_AND_CAIO');
    const joint = await decide(engagementId, {
      area: 'AI team hiring',
      hatWorn: 'JOINT',
      decidedAt: new Date(Date.now() - 9 * DAY_MS).toISOString(),
    });
    expect(joint).toMatchObject({ signOffs: [] });
    expect(rulesOf(joint)).toContain('JOINT_UNSIGNED');
    const sign = { decisionId: joint.id, hat: 'CTO', reason: 'The platform team can take two people.' };
    const signed = await ours.owner.change('signOffDecision', sign, 'decision { signOffs { hat by { name } reason } }');
    expect(signed.decision.signOffs).toEqual([
      { hat: 'CTO', by: { name: expect.stringContaining('Ada, by ') }, reason: sign.reason },
    ]);
    expect(await ours.owner.refused('signOffDecision', sign)).toEqual(['hat ALREADY_SIGNED']);
    expect(await ours.owner.refused('signOffDecision', { ...sign, hat: 'CAIO' })).toEqual(['reason SAME_REASON']);
    expect(await ours.owner.refused('signOffDecision', { ...sign, hat: 'CAIO', reason: '' })).toEqual([
      'reason REQUIRED',
    ]);
    await ours.owner.change(
      'signOffDecision',
      { ...sign, hat: 'CAIO', reason: 'Evaluation needs a second pair of eyes.' },
      'decision { id }',
    );
    const both = await read(joint.id);
    expect(both.signOffs.map(({ hat }: Json) => hat)).toEqual(['CTO', 'CAIO']);
    expect(rulesOf(both)).not.toContain('JOINT_UNSIGNED');

    const alone = await decide(engagementId);
    expect(await ours.owner.refused('signOffDecision', { ...sign, decisionId: alone.id })).toEqual([
      'decisionId NOT_JOINT',
    ]);
    expect(
      await ours.sponsor.failing(
        'mutation ($input: SignOffDecisionInput!) { signOffDecision(input: $input) { userErrors { code } } }',
        { input: sign },
      ),
    ).toEqual(['FORBIDDEN']);
  });
});

describe('spend over a limit', () => {
  it('asks for a sponsor, who approves with a reason', async () => {
    const engagementId = await ours.engagement();
    const inside = await decide(engagementId, { spend: eur('4000'), vendor: 'Acme' });
    const over = await decide(engagementId, { spend: eur('5000.01'), vendor: 'Basalt' });
    const overQuarter = await decide(engagementId, { spend: eur('4900'), vendor: 'Cobalt' });
    expect([inside, over, overQuarter].map(({ approvalNeeded }) => approvalNeeded)).toEqual([false, true, true]);
    expect(rulesOf(over)).toContain('OVER_LIMIT');
    expect(
      await ours.owner.failing(
        'mutation ($input: ApproveDecisionInput!) { approveDecision(input: $input) { userErrors { code } } }',
        { input: { decisionId: over.id, reason: 'Mine.' } },
      ),
    ).toEqual(['FORBIDDEN']);
    expect(await ours.sponsor.refused('approveDecision', { decisionId: inside.id, reason: 'Fine.' })).toEqual([
      'decisionId NOT_NEEDED',
    ]);
    expect(await ours.sponsor.refused('approveDecision', { decisionId: over.id, reason: ' ' })).toEqual([
      'reason REQUIRED',
    ]);
    const approved = await ours.sponsor.change(
      'approveDecision',
      { decisionId: over.id, reason: 'It saves a hire.' },
      `decision { approvalNeeded approval { by { name } at reason } signals { rule } }`,
    );
    expect(approved.decision).toEqual({
      approvalNeeded: true,
      approval: { by: { name: expect.any(String) }, at: expect.any(String), reason: 'It saves a hire.' },
      signals: [],
    });
    expect(rulesOf(await read(over.id))).not.toContain('OVER_LIMIT');
    expect(await ours.sponsor.refused('approveDecision', { decisionId: over.id, reason: 'Again.' })).toEqual([
      'decisionId ALREADY_APPROVED',
    ]);
  });
});

describe('what waits for a sponsor', () => {
  it('is listed for both sides until it is approved, and is nothing where nothing was decided', async () => {
    const engagementId = await ours.engagement();
    const waiting = async (as: GraphqlCaller): Promise<string[]> => {
      const { engagement } = await as.ask(
        `query ($id: ID!) { engagement(id: $id) {
           decisions(first: 5, filter: { awaitsApproval: true }) { totalCount edges { node { id } } } } }`,
        { id: engagementId },
      );
      const { totalCount, edges } = engagement.decisions;
      expect(totalCount).toBe(edges.length);
      return edges.map(({ node }: Json) => node.id);
    };
    expect(await waiting(ours.sponsor)).toEqual([]);
    await decide(engagementId, { spend: eur('400'), vendor: 'Acme' });
    const over = await decide(engagementId, { spend: eur('5000.01'), vendor: 'Basalt' });
    expect([await waiting(ours.sponsor), await waiting(ours.owner)]).toEqual([[over.id], [over.id]]);
    await ours.sponsor.change(
      'approveDecision',
      { decisionId: over.id, reason: 'It saves a hire.' },
      'decision { id }',
    );
    expect(await waiting(ours.sponsor)).toEqual([]);

    const dropped = await decide(engagementId, { spend: eur('6000'), vendor: 'Cobalt' });
    expect(await waiting(ours.sponsor)).toEqual([dropped.id]);
    const instead = await decide(engagementId, { spend: eur('5500'), vendor: 'Dolomite', supersedesId: dropped.id });
    expect(await waiting(ours.sponsor)).toEqual([instead.id]);
    await ours.owner.change('endEngagementEarly', { engagementId, reason: 'They were bought.' }, 'engagement { id }');
    expect(await waiting(ours.sponsor)).toEqual([]);
  });
});

describe('a decision that takes the place of another', () => {
  it('does so once, in its own engagement, and the log says both ways', async () => {
    const engagementId = await ours.engagement();
    const first = await decide(engagementId, { spend: eur('4000') });
    const second = await decide(engagementId, { title: 'Hosted store', supersedesId: first.id, spend: eur('1000') });
    expect(second).toMatchObject({
      inForce: true,
      charterVersion: 1,
      supersedes: { title: 'Vector store' },
      supersededBy: null,
      engagement: { id: engagementId },
    });
    expect(await read(first.id, ours.viewer)).toMatchObject({
      inForce: false,
      supersededBy: { title: 'Hosted store' },
      signals: [],
    });
    const { hats } = await ours.read(engagementId, 'hats { quarterSpend { amount } }');
    expect(hats[0].quarterSpend.amount).toBe('1000.00');

    const again = {
      engagementId,
      area: 'a',
      hatWorn: 'CTO',
      title: 't',
      decision: 'd',
      rationale: 'r',
      decidedAt: new Date().toISOString(),
      supersedesId: first.id,
    };
    expect(await ours.owner.refused('recordDecision', again)).toEqual(['supersedesId ALREADY_SUPERSEDED']);
    expect(
      await ours.owner.refused('recordDecision', {
        ...again,
        supersedesId: second.id,
        decidedAt: new Date(Date.now() - DAY_MS).toISOString(),
      }),
    ).toEqual(['supersedesId NOT_EARLIER']);
    const other = await ours.engagement();
    const operation =
      'mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { userErrors { code } } }';
    expect(await ours.owner.failing(operation, { input: { ...again, engagementId: other } })).toEqual(['NOT_FOUND']);
  });

  it('was taken before any charter was in force: no version judges it', async () => {
    const engagementId = await ours.engagement();
    expect(await decide(engagementId, { decidedAt: new Date(Date.now() - 3 * DAY_MS).toISOString() })).toMatchObject({
      charterVersion: null,
    });
  });
});

describe('the log', () => {
  it('is searched, narrowed and paged', async () => {
    const engagementId = await ours.engagement();
    await decide(engagementId, { title: 'Ingest 100% of events', vendor: 'Acme', revisitOn: day(20) });
    const old = await decide(engagementId, {
      title: 'Model for summaries',
      area: 'Model and data choices',
      hatWorn: 'CAIO',
      options: ['A small model', 'Überlegt'],
      revisitOn: day(5),
    });
    await decide(engagementId, {
      title: 'Larger model',
      area: 'model-and-data-choices',
      hatWorn: 'CAIO',
      supersedesId: old.id,
      revisitOn: day(40),
    });
    const titles = async (filter: object | null, as = ours.owner): Promise<string[]> => {
      const { engagement } = await as.ask(
        `query ($id: ID!, $filter: DecisionFilter) { engagement(id: $id) { decisions(first: 10, filter: $filter) { totalCount edges { node { title } } } } }`,
        { id: engagementId, filter },
      );
      const { totalCount, edges } = engagement.decisions;
      expect(edges).toHaveLength(totalCount);
      return edges.map(({ node }: Json) => node.title);
    };
    expect(await titles(null)).toHaveLength(3);
    expect(await titles({ search: 'ACME' }, ours.sponsor)).toEqual(['Ingest 100% of events']);
    expect(await titles({ search: '100%' })).toEqual(['Ingest 100% of events']);
    expect(await titles({ search: '100_' })).toEqual([]);
    expect(await titles({ search: 'small summaries' })).toEqual(['Model for summaries']);
    expect(await titles({ search: 'überlegt' })).toEqual(['Model for summaries']);
    expect(await titles({ search: 'data choices' })).toEqual(['Larger model', 'Model for summaries']);
    expect(await titles({ area: 'MODEL & data choices', inForceOnly: true })).toEqual(['Larger model']);
    expect(await titles({ hatWorn: 'CTO' })).toEqual(['Ingest 100% of events']);
    expect(await titles({ revisitUntil: day(20) })).toEqual(['Model for summaries', 'Ingest 100% of events']);

    const toRevisit = async (until: string | null, as: GraphqlCaller) => {
      const { decisionsToRevisit } = await as.ask(
        `query ($until: Date) { decisionsToRevisit(first: 10, until: $until) { totalCount edges { node { title revisitOn engagement { client { name } } } } } }`,
        { until },
      );
      return decisionsToRevisit.edges.map(({ node }: Json) => node.title);
    };
    expect(await toRevisit(null, ours.owner)).toEqual(['Ingest 100% of events', 'Larger model']);
    expect(await toRevisit(day(30), ours.viewer)).toEqual(['Ingest 100% of events']);
  });

  it('is seen by its own client alone', async () => {
    const engagementId = await ours.engagement();
    const { id } = await decide(engagementId);
    const strangers = await Consultancy.open(api);
    const operation = 'query ($id: ID!) { decision(id: $id) { title } }';
    for (const stranger of [strangers.owner, strangers.sponsor])
      expect(await stranger.failing(operation, { id })).toEqual(['NOT_FOUND']);
    expect(await read(id, ours.sponsor)).toMatchObject({ title: 'Vector store', signals: [] });
  });
});
