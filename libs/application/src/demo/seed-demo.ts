import { openDatabase, WorkspaceEntity, type Tx, WorkspaceTransaction, type Transactions } from '@bicorne/persistence';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import type { Services } from '../services.js';
import { keepWorkspace } from '../workspace/create-workspace.js';
import { DemoCast } from './demo-cast.js';
import { DemoClock } from './demo-clock.js';
import { readDemo, type Demo } from './demo-data.js';
import { DEMO_PASSWORD } from './demo-sign-ins.js';
import { catchUp, must, type DemoEvent, type DemoStage } from './demo-stage.js';
import { attestationEvents, clientEvents, type DemoStory } from './demo-story.js';

export interface SeedDeps {
  /** Of a user who may take the roles `bicorne_owner` and `bicorne_app`. */
  databaseUrl: string;
  projectRoot: string;
  services: Services;
}

/**
 * - `SEEDED`: the demo workspace was made
 * - `ALREADY_THERE`: it was there, and nothing was changed
 * - `NOT_FIRST`: there are other workspaces, and only a database without one was to be seeded
 */
export type SeedOutcome = 'SEEDED' | 'ALREADY_THERE' | 'NOT_FIRST';

/** Two seeds at once come one after the other. */
const SEED_LOCK = 0x62_69_64_65;

/** How long before its first event the demo's consultancy was founded, in days. */
const FOUNDED_BEFORE = 10;

/**
 * Makes the demo workspace, in one transaction: a seed that is killed leaves nothing and is done again. What happened in
 * it goes through the use cases, each at its moment in the past and all of them in order, with the alerts that a scan
 * would have raised in between. Nobody is sent anything.
 *
 * @param options.onlyFirst not where there are other workspaces
 * @param options.onBegin called once it is clear that it will be made
 * @throws Error where the demo's own data is not what the domain allows
 */
export async function seedDemo(
  { databaseUrl, projectRoot, services }: SeedDeps,
  { now, onlyFirst, onBegin }: { now: Date; onlyFirst: boolean; onBegin?: () => void },
): Promise<SeedOutcome> {
  const demo = await readDemo(projectRoot);
  const database = await openDatabase({
    url: databaseUrl,
    role: 'owner',
    poolSize: 1,
    applicationName: 'bicorne-seed',
  });
  try {
    return await database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [SEED_LOCK]);
      const [there] = await manager.query<{ demo: boolean; others: boolean }[]>(
        'select count(*) filter (where slug = $1) > 0 as demo, count(*) > 0 as others from workspace',
        [demo.workspace.slug],
      );
      if (there?.demo) return 'ALREADY_THERE';
      if (there?.others && onlyFirst) return 'NOT_FIRST';
      onBegin?.();
      const clock = new DemoClock(now, demo.workspace.timeZone);
      await play(
        demo,
        await setUp({ transaction: (work) => work(manager) }, demo, {
          projectRoot,
          clock,
          services: { ...services, emailEnabled: false },
        }),
      );
      return 'SEEDED';
    });
  } finally {
    await database.destroy();
  }
}

/** The workspace with its members, before anything happens in it. @param whole the one transaction of the seed */
async function setUp(
  whole: Transactions,
  demo: Demo,
  given: Pick<DemoStage, 'projectRoot' | 'clock' | 'services'>,
): Promise<DemoStage> {
  const [owner, ...members] = demo.members;
  if (!owner) throw new Error('The demo has no owner.');
  const { workingDays, ...workspace } = demo.workspace;
  const foundedAt = given.clock.moment(firstDayOf(demo) - FOUNDED_BEFORE, '09:00', workspace.timeZone);
  const command = { ...workspace, owner: { name: owner.name, email: owner.email, password: DEMO_PASSWORD } };
  const made = await must('workspace', keepWorkspace(whole, command, foundedAt));
  const { workspaceId } = made;
  const transaction = new WorkspaceTransaction(whole);
  const cast = new DemoCast(workspaceId);
  await transaction.run({ workspaceId }, async (tx) => {
    await tx.manager.update(WorkspaceEntity, { id: workspaceId }, { workingDays, demo: true });
    await cast.admit(tx, demo);
    cast.enterMember(owner, made.owner.memberId);
    await cast.addMembers(tx, members, foundedAt);
  });
  return { ...given, workspaceId, transaction, cast };
}

async function play(demo: Demo, stage: DemoStage): Promise<void> {
  const lead = demo.members.find(({ role }) => role === 'PARTNER') ?? demo.members[0];
  if (!lead) throw new Error('The demo has no members.');
  const caller = stage.cast.member(lead.key);
  const stories = demo.clients.map((client): DemoStory => ({ client, ids: {} }));
  const events: DemoEvent[] = [
    ...attestationEvents(stage, demo, caller),
    ...stories.flatMap((story) => clientEvents(stage, story, caller)),
  ];
  for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const engagementId = event.engagementId?.();
    if (engagementId !== undefined) await catchUp(stage, engagementId, event.at);
    await event.happen(stage, event.at);
  }
  const { transaction, services, workspaceId, clock } = stage;
  for (const { ids } of stories) {
    const { engagementId } = ids;
    if (engagementId === undefined) continue;
    await catchUp(stage, engagementId, clock.now);
    await transaction.run({ workspaceId }, (tx) => recheckEngagement(tx, services, engagementId, clock.now));
  }
  await transaction.run({ workspaceId }, (tx) => tellThePast(tx, clock.now));
}

/** What was told in the app was told when it was found, and what is older than the weekend was read. */
async function tellThePast(tx: Tx, now: Date): Promise<void> {
  const { workspaceId } = tx.scope;
  await tx.query(
    `update notice set told_at = created_at,
       read_at = case when created_at < $2::timestamptz - interval '3 days' then created_at + interval '1 hour' end
     where workspace_id = $1 and channel = 'IN_APP'`,
    [workspaceId, now],
  );
  await tx.query("delete from outbox where workspace_id = $1 and job = 'notice.tell'", [workspaceId]);
}

function firstDayOf({ members, clients }: Demo): number {
  return Math.min(
    0,
    ...members.flatMap(({ attestations }) => attestations.map(({ on }) => on)),
    ...clients.flatMap(({ intake }) => intake?.on ?? []),
  );
}
