import {
  acknowledgeCharter,
  attestDepth,
  createClient,
  draftEngagement,
  nameAiRiskOwner,
  openServices,
  publishCharter,
  recordDecision,
  saveRevision,
  startEngagement,
  submitDeliverable,
  type PublishCharterInput,
  type RecordDecisionInput,
  type Services,
  type UseCaseContext,
} from '@bicorne/application';
import { findProjectRoot } from '@bicorne/config';
import { DEPTH_EVIDENCE_KINDS, hatsOf, type Decided, type Hat, type Role, type Shape } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { ClientContactEntity, MemberEntity, WorkspaceEntity, type WorkspaceTransaction } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Valid defaults, of which a test names only what matters to it. Workspaces and people are written as rows, without
 * sign-in; everything after them goes through the use cases, at the moment that the test says.
 */

/** The day on which engagements of the tests start, and their time zone. */
export const START = '2026-03-02';
export const ZONE = 'Europe/Amsterdam';

/** A moment in ZONE in winter time, which it has until 29 March 2026: `at('2026-03-12T09:00')`. */
export function at(local: string): Date {
  return new Date(`${local}:00+01:00`);
}

/** Where use cases of this process keep bytes. Made when the first file is kept. */
export const TEST_DATA_DIR = join(tmpdir(), `bicorne-test-${process.pid}`);

/** What use cases need besides the database; no mail server, unless the test says so. */
export function testServices(change: { smtpUrl?: string } = {}): Promise<Services> {
  return openServices({
    projectRoot: findProjectRoot(import.meta.url),
    dataDir: TEST_DATA_DIR,
    baseUrl: 'https://bicorne.example.com',
    secret: 'a secret for tests with more than 32 characters',
    ...change,
  });
}

/** The value of a use case that the test does not expect to refuse. */
export async function must<T>(decision: Promise<Decided<T>>): Promise<T> {
  const result = await decision;
  if (!result.ok)
    throw new Error(`Refused: ${result.refusals.map(({ code, message }) => `${code} ${message}`).join(' ')}`);
  return result.value;
}

export interface StartedEngagement {
  id: string;
  clientId: string;
  sponsor: Caller;
  /** Ids by template key. */
  deliverables: ReadonlyMap<string, string>;
}

/** A workspace with an owner and a practitioner for each hat. */
export class Practice {
  readonly workspaceId = randomUUID();
  readonly owner = this.caller('Olive Owner', 'OWNER');
  readonly cto = this.caller('Ada Moreno', 'PRACTITIONER');
  readonly caio = this.caller('Ben Okafor', 'PRACTITIONER');

  private constructor(
    readonly transaction: WorkspaceTransaction,
    readonly services: Services,
  ) {}

  static async open(transaction: WorkspaceTransaction, services: Services): Promise<Practice> {
    const practice = new Practice(transaction, services);
    const { workspaceId, owner, cto, caio } = practice;
    await transaction.run({ workspaceId }, async ({ manager }) => {
      await manager.insert(WorkspaceEntity, {
        id: workspaceId,
        slug: `w-${workspaceId}`,
        name: 'Halyard',
        timeZone: ZONE,
        currency: 'EUR',
      });
      for (const { memberId, userId, name, role } of [owner, cto, caio])
        await manager.insert(MemberEntity, {
          workspaceId,
          id: memberId ?? undefined,
          userId: userId ?? '',
          name,
          email: `${userId}@halyard.example`,
          role: role as MemberEntity['role'],
        });
    });
    return practice;
  }

  /** What a use case is given when that person acts at that moment. */
  acting(caller: Caller, moment: Date): UseCaseContext {
    return { caller, transaction: this.transaction, services: this.services, now: () => moment };
  }

  /** Reads or writes inside the workspace, as nobody in particular. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    return this.transaction.run({ workspaceId: this.workspaceId }, (tx) => tx.query<Row>(sql, parameters));
  }

  /** A client with a sponsor. */
  async client(name = 'Noordlicht Energie'): Promise<{ id: string; sponsor: Caller }> {
    const client = await must(createClient(this.acting(this.owner, at(`${START}T08:00`)), { name }));
    const sponsor = { ...this.caller('Carla Reyes', 'SPONSOR'), clientId: client.id };
    await this.transaction.run({ workspaceId: this.workspaceId }, ({ manager }) =>
      manager.insert(ClientContactEntity, {
        workspaceId: this.workspaceId,
        clientId: client.id,
        id: sponsor.clientContactId ?? undefined,
        userId: sponsor.userId ?? '',
        name: sponsor.name,
        email: `${sponsor.userId}@noordlicht.example`,
        role: 'SPONSOR',
      }),
    );
    return { id: client.id, sponsor };
  }

  /** An engagement that runs, its charter acknowledged, since nine in the morning of START. */
  async engagement({
    shape = 'TWO_ROLES',
    client: name,
  }: { shape?: Shape; client?: string } = {}): Promise<StartedEngagement> {
    const begun = this.acting(this.owner, at(`${START}T09:00`));
    const client = await this.client(name);
    const money = (amount: string) => ({ amount, currency: 'EUR' });
    const id = await must(
      draftEngagement(begun, {
        clientId: client.id,
        shape,
        startsOn: START,
        assignments: hatsOf(shape).map((hat) => ({
          hat,
          practitionerId: this.wearer(hat, shape).memberId,
          daysPerWeek: 2,
          perDecisionLimit: money('10000.00'),
          perQuarterLimit: money('40000.00'),
        })),
      }),
    );
    if (hatsOf(shape).includes('CAIO')) {
      const practitionerId = this.wearer('CAIO', shape).memberId ?? '';
      for (const kind of DEPTH_EVIDENCE_KINDS)
        await must(
          attestDepth(begun, {
            practitionerId,
            kind,
            statement: 'Ran it for two years.',
            evidenceUrl: 'https://ben.example',
          }),
        );
      await must(nameAiRiskOwner(begun, { engagementId: id, name: 'Carla Reyes', email: 'carla@noordlicht.example' }));
    }
    const engagement = {
      id,
      clientId: client.id,
      sponsor: client.sponsor,
      deliverables: await this.deliverablesOf(id),
    };
    const charterId = await this.publish(engagement, null, begun.now());
    await this.acknowledge(engagement, charterId, begun.now(), shape);
    await must(startEngagement(begun, { engagementId: id }));
    return engagement;
  }

  /** Publishes a version of the charter, by default the default one. @returns its id */
  async publish(engagement: { id: string }, rights: PublishCharterInput['rights'], moment: Date): Promise<string> {
    const published = publishCharter(this.acting(this.owner, moment), { engagementId: engagement.id, rights });
    return (await must(published)).charterId;
  }

  /** Everybody acknowledges a version, the sponsor last. */
  async acknowledge(
    { sponsor }: { sponsor: Caller },
    charterId: string,
    moment: Date,
    shape: Shape = 'TWO_ROLES',
  ): Promise<void> {
    const practitioners = new Set(hatsOf(shape).map((hat) => this.wearer(hat, shape)));
    for (const party of [...practitioners, sponsor])
      await must(acknowledgeCharter(this.acting(party, moment), { charterId }));
  }

  /** A decision taken and logged at one moment by the wearer of a hat. @returns its id */
  async decision(
    engagement: { id: string },
    moment: Date,
    change: Partial<RecordDecisionInput> & { by?: Caller } = {},
  ): Promise<string> {
    const { by, ...input } = change;
    const logged = recordDecision(this.acting(by ?? (input.hatWorn === 'CAIO' ? this.caio : this.cto), moment), {
      engagementId: engagement.id,
      area: 'vendor-selection',
      hatWorn: 'CTO',
      title: 'Vector store',
      decision: 'Use the one that runs inside PostgreSQL.',
      rationale: 'One system less to run.',
      options: ['A hosted service'],
      decidedAt: moment,
      ...input,
    });
    return (await must(logged)).decisionId;
  }

  /** Saves a text under a deliverable and submits it. */
  async submit(deliverableId: string, moment: Date, markdown: string = A_FEW_WORDS): Promise<void> {
    const context = this.acting(this.owner, moment);
    await must(saveRevision(context, { deliverableId, markdown }));
    await must(submitDeliverable(context, { deliverableId }));
  }

  private async deliverablesOf(engagementId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.query<{ key: string; id: string }>(
      'select key, id from deliverable where engagement_id = $1',
      [engagementId],
    );
    return new Map(rows.map(({ key, id }) => [key, id]));
  }

  private wearer(hat: Hat, shape: Shape): Caller {
    return hat === 'CAIO' && shape !== 'CTO_AND_CAIO' ? this.caio : this.cto;
  }

  private caller(name: string, role: Role): Caller {
    const client = role === 'SPONSOR' || role === 'VIEWER';
    return {
      kind: 'session',
      workspaceId: this.workspaceId,
      role,
      name,
      memberId: client ? null : randomUUID(),
      clientContactId: client ? randomUUID() : null,
      clientId: null,
      userId: randomUUID(),
      tokenId: null,
      scopes: ['READ', 'WRITE'],
    };
  }
}

/** A text that is something, and far from enough for any template. */
export const A_FEW_WORDS = '# Decision log\n\n## Decisions taken\n\nOn 5 March 2026 Ada chose PostgreSQL for search.\n';
