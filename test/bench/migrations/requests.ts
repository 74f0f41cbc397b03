import { setTimeout as pause } from 'node:timers/promises';

/** Between two requests of a lane, so that a database that migrates too is not only under load. */
const PAUSE_MS = 10;

/** What the requests of a lane work on: an engagement of their own, for those of one engagement wait for each other. */
export interface Subject {
  engagementId: string;
  deliverableIds: readonly string[];
}

export interface Tally {
  requests: number;
  failed: string[];
  /** Of one request, in milliseconds. */
  longest: number;
}

interface Operation {
  query: string;
  variables: (subject: Subject, lane: number, round: number) => object;
}

const ERRORS = 'userErrors { code message }';

/** Reads and writes of one page after the other, in the words that integrations were promised. */
const OPERATIONS: readonly Operation[] = [
  {
    query: `query ($first: Int!) { portfolio(first: $first) { totalCount edges { node { client { id name }
      engagement { id state } hats { hat depth progress late } } } } }`,
    variables: () => ({ first: 20 }),
  },
  {
    query: `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { revision { id number } ${ERRORS} } }`,
    variables: ({ deliverableIds }, lane, round) => ({
      input: {
        deliverableId: deliverableIds[lane % deliverableIds.length],
        markdown: `# Read\n\n## Systems\n\nRevision ${round} of lane ${lane}: PostgreSQL 18 serves 40 requests a second.\n`,
      },
    }),
  },
  {
    query: `query ($id: ID!) { deliverable(id: $id) { id key state dueOn depth verdict
      latestRevision { id number markdown savedAt } engagement { id client { id name } } } }`,
    variables: ({ deliverableIds }, lane) => ({ id: deliverableIds[lane % deliverableIds.length] }),
  },
  {
    query: `mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } ${ERRORS} } }`,
    variables: (_subject, lane, round) => ({ input: { name: `Client of lane ${lane}, ${round}` } }),
  },
  {
    query: `query ($id: ID!) { engagement(id: $id) { id state startsOn endsOn
      decisions(first: 10) { totalCount edges { node { id title } } } } }`,
    variables: ({ engagementId }) => ({ id: engagementId }),
  },
  {
    query: `mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { decision { id } ${ERRORS} } }`,
    variables: ({ engagementId }, lane, round) => ({
      input: {
        engagementId,
        area: 'architecture',
        hatWorn: 'CTO',
        title: `Queue ${lane}-${round}`,
        decision: 'Use the one inside PostgreSQL.',
        rationale: 'One system less to run.',
        options: ['A hosted service'],
        decidedAt: '2026-04-01T09:00:00Z',
      },
    }),
  },
  {
    query: `query ($first: Int!) { driftAlerts(first: $first) { totalCount edges { node { id rule severity state } } } }`,
    variables: () => ({ first: 20 }),
  },
];

interface Found {
  portfolio: { edges: { node: { engagement: { id: string; hats: { deliverables: { id: string }[] }[] } } }[] };
}

/** An engagement of the portfolio for each lane. */
export async function subjectsOf(url: string, token: string): Promise<Subject[]> {
  const query = '{ portfolio(first: 6) { edges { node { engagement { id hats { deliverables { id } } } } } } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: Found };
  return data.portfolio.edges.map(
    ({
      node: {
        engagement: { id, hats },
      },
    }) => ({
      engagementId: id,
      deliverableIds: hats.flatMap(({ deliverables }) => deliverables.map((one) => one.id)),
    }),
  );
}

/** Requests of an owner that go on until `stop`, several at once. */
export class Requests {
  private going = true;
  private tally: Tally = { requests: 0, failed: [], longest: 0 };
  private readonly lanes: Promise<unknown>;

  constructor(
    private readonly url: string,
    private readonly token: string,
    subjects: readonly Subject[],
  ) {
    this.lanes = Promise.all(subjects.map((subject, lane) => this.run(subject, lane)));
  }

  /** What came of those that ended since the last call. */
  take(): Tally {
    const taken = this.tally;
    this.tally = { requests: 0, failed: [], longest: 0 };
    return taken;
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.lanes;
  }

  private async run(subject: Subject, lane: number): Promise<void> {
    for (let round = lane; this.going; round += 1) {
      const operation = OPERATIONS[round % OPERATIONS.length];
      if (operation === undefined) return;
      const began = performance.now();
      const failure = await this.send(operation.query, operation.variables(subject, lane, round));
      this.tally.requests += 1;
      this.tally.longest = Math.max(this.tally.longest, performance.now() - began);
      if (failure !== undefined) this.tally.failed.push(failure);
      await pause(PAUSE_MS);
    }
  }

  /** @returns what was wrong, if anything was */
  private async send(query: string, variables: object): Promise<string | undefined> {
    try {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      const { errors, data } = JSON.parse(text) as { errors?: unknown[]; data?: Record<string, unknown> };
      const refused = Object.values(data ?? {}).some((answer) => userErrorsOf(answer).length > 0);
      return response.ok && errors === undefined && !refused ? undefined : `${response.status} ${text.slice(0, 300)}`;
    } catch (error) {
      return String(error);
    }
  }
}

function userErrorsOf(answer: unknown): unknown[] {
  if (typeof answer !== 'object' || answer === null || !('userErrors' in answer)) return [];
  return Array.isArray(answer.userErrors) ? answer.userErrors : [];
}
