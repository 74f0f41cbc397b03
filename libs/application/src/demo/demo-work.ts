import type { Caller } from '@bicorne/identity';
import { DeliverableEntity } from '@bicorne/persistence';
import { recordDecision } from '../decision/record-decision.js';
import { acceptDeliverable, submitDeliverable } from '../deliverable/answer-deliverable.js';
import { changeDeliverable } from '../deliverable/change-deliverable.js';
import { saveRevision } from '../deliverable/save-revision.js';
import { recordStandingAnswer } from '../engagement/record-standing-answer.js';
import { readDemoDocument, type DemoClient, type DemoEngagement } from './demo-data.js';
import { acting, kept, must, type DemoEvent, type DemoIds, type DemoStage } from './demo-stage.js';

type DemoDeliverable = DemoEngagement['deliverables'][number];

/** What was decided, answered, written, submitted and accepted in an engagement. */
export function workEvents(
  { clock }: DemoStage,
  client: DemoClient,
  engagement: DemoEngagement,
  ids: DemoIds,
): DemoEvent[] {
  const at = (on: number, time: string, minutesLater = 0): Date =>
    clock.moment(on, time, client.timeZone, minutesLater);
  return [
    ...engagement.decisions.map((decision, index): DemoEvent => ({
      at: at(decision.on, '14:00', index),
      happen: (stage, now) => decide(decision, ids, stage, now),
    })),
    ...engagement.standingAnswers.map(({ question, answer, by, on }): DemoEvent => ({
      at: at(on, '15:00'),
      happen: async (stage, now) => {
        const input = { engagementId: kept(ids, 'engagementId'), question, answer };
        await must('standing answer', recordStandingAnswer(acting(stage, stage.cast.member(by), now), input));
      },
    })),
    ...engagement.deliverables.flatMap((deliverable, index) =>
      deliverableEvents(client, engagement, deliverable, ids, (on, time) => at(on, time, index)),
    ),
  ];
}

function deliverableEvents(
  client: DemoClient,
  engagement: DemoEngagement,
  deliverable: DemoDeliverable,
  ids: DemoIds,
  at: (on: number, time: string) => Date,
): DemoEvent[] {
  const { key, file, savedOn, submittedOn, acceptedOn, waived } = deliverable;
  const events: DemoEvent[] = [];
  const find = (stage: DemoStage): Promise<DeliverableEntity> => findDeliverable(stage, kept(ids, 'engagementId'), key);
  if (savedOn !== undefined && file !== undefined)
    events.push({
      at: at(savedOn, '15:30'),
      happen: async (stage, now) => {
        const { id, hat } = await find(stage);
        const markdown = stage.clock.fill(await readDemoDocument(stage.projectRoot, client, file));
        const context = acting(stage, wearer(stage, engagement, hat), now);
        await must(`revision of ${key}`, saveRevision(context, { deliverableId: id, markdown }));
      },
    });
  if (submittedOn !== undefined)
    events.push({
      at: at(submittedOn, '16:30'),
      happen: async (stage, now) => {
        const { id, hat } = await find(stage);
        const context = acting(stage, wearer(stage, engagement, hat), now);
        await must(`submission of ${key}`, submitDeliverable(context, { deliverableId: id }));
      },
    });
  if (acceptedOn !== undefined)
    events.push({
      at: at(acceptedOn, '11:10'),
      happen: async (stage, now) => {
        const context = acting(stage, stage.cast.sponsorOf(client), now);
        await must(`acceptance of ${key}`, acceptDeliverable(context, { deliverableId: (await find(stage)).id }));
      },
    });
  if (waived)
    events.push({
      at: at(waived.on, '11:30'),
      happen: async (stage, now) => {
        const context = acting(stage, stage.cast.withEmail(waived.by), now);
        const { id } = await find(stage);
        await must(`waiver of ${key}`, changeDeliverable(context, id, { kind: 'WAIVE', reason: waived.reason }));
      },
    });
  return events;
}

async function decide(
  {
    by,
    on: _on,
    revisitOn,
    signOffs: _signOffs,
    approval: _approval,
    ...decision
  }: DemoEngagement['decisions'][number],
  ids: DemoIds,
  stage: DemoStage,
  now: Date,
): Promise<void> {
  await must(
    `decision "${decision.title}"`,
    recordDecision(acting(stage, stage.cast.member(by), now), {
      ...decision,
      engagementId: kept(ids, 'engagementId'),
      decidedAt: now,
      revisitOn: revisitOn === undefined ? null : stage.clock.day(revisitOn),
    }),
  );
}

function wearer({ cast }: DemoStage, { assignments }: DemoEngagement, hat: DeliverableEntity['hat']): Caller {
  const key = assignments.find((assignment) => assignment.hat === hat)?.practitioner;
  if (!key) throw new Error(`Nobody wears the ${hat} hat.`);
  return cast.member(key);
}

function findDeliverable(
  { transaction, workspaceId }: DemoStage,
  engagementId: string,
  key: string,
): Promise<DeliverableEntity> {
  return transaction.run({ workspaceId }, (tx) =>
    tx.manager.findOneByOrFail(DeliverableEntity, { workspaceId, engagementId, key }),
  );
}
