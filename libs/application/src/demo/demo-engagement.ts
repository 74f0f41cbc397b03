import { defaultCharter } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { acknowledgeCharter } from '../charter/acknowledge-charter.js';
import { publishCharter } from '../charter/publish-charter.js';
import { completeEngagement, pauseEngagement } from '../engagement/change-state.js';
import { draftEngagement } from '../engagement/draft-engagement.js';
import { nameAiRiskOwner } from '../engagement/name-ai-risk-owner.js';
import { startEngagement } from '../engagement/start-engagement.js';
import type { DemoClient, DemoEngagement } from './demo-data.js';
import { removeAiRiskOwner } from './demo-state.js';
import { acting, kept, must, type DemoEvent, type DemoIds, type DemoStage } from './demo-stage.js';
import { workEvents } from './demo-work.js';

/** How an engagement came about and went on. @param lead drafts it and publishes the charter */
export function engagementEvents(
  stage: DemoStage,
  client: DemoClient,
  engagement: DemoEngagement,
  lead: Caller,
  ids: DemoIds,
): DemoEvent[] {
  const at = (on: number, time: string, minutesLater = 0): Date =>
    stage.clock.moment(on, time, client.timeZone, minutesLater);
  const { charter, aiRiskOwner, state } = engagement;
  const events: DemoEvent[] = [
    { at: at(charter.publishedOn, '09:00'), happen: (...now) => draft(client, engagement, lead, ids, ...now) },
    { at: at(charter.publishedOn, '09:40'), happen: (...now) => publish(engagement, lead, ids, ...now) },
  ];
  if (aiRiskOwner)
    events.push({
      at: at(charter.publishedOn, '09:20'),
      happen: async (on, now) => {
        const { name, email } = aiRiskOwner;
        const input = { engagementId: kept(ids, 'engagementId'), name, email };
        await must('AI risk owner', nameAiRiskOwner(acting(on, lead, now), input));
      },
    });
  charter.acknowledgements.forEach(({ by, on }, index) =>
    events.push({
      at: at(on, '11:00', 20 * index),
      happen: async (now, moment) => {
        const context = acting(now, now.cast.withEmail(by), moment);
        await must('acknowledgement', acknowledgeCharter(context, { charterId: kept(ids, 'charterId') }));
      },
    }),
  );
  if (state !== 'DRAFT')
    events.push({
      at: at(engagement.startsOn, '09:00'),
      happen: async (on, now) => {
        await must('start', startEngagement(acting(on, lead, now), { engagementId: kept(ids, 'engagementId') }));
      },
    });
  events.push(...workEvents(stage, client, engagement, ids));
  if (aiRiskOwner?.until !== undefined)
    events.push({
      at: at(aiRiskOwner.until, '12:00'),
      happen: (on, now) => removeAiRiskOwner(on, kept(ids, 'engagementId'), now),
    });
  if (engagement.pausedOn !== undefined)
    events.push({
      at: at(engagement.pausedOn, '17:00'),
      happen: async (on, now) => {
        await must('pause', pauseEngagement(acting(on, lead, now), { engagementId: kept(ids, 'engagementId') }));
      },
    });
  if (engagement.completedOn !== undefined)
    events.push({
      at: at(engagement.completedOn, '17:30'),
      happen: async (on, now) => {
        await must(
          'completion',
          completeEngagement(acting(on, lead, now), { engagementId: kept(ids, 'engagementId') }),
        );
      },
    });
  return events.map((event) => ({ ...event, engagementId: () => ids.engagementId }));
}

async function draft(
  client: DemoClient,
  { shape, startsOn, assignments }: DemoEngagement,
  lead: Caller,
  ids: DemoIds,
  stage: DemoStage,
  now: Date,
): Promise<void> {
  ids.engagementId = await must(
    `engagement of ${client.name}`,
    draftEngagement(acting(stage, lead, now), {
      clientId: kept(ids, 'clientId'),
      shape,
      startsOn: stage.clock.day(startsOn),
      intakeAssessmentId: ids.intakeAssessmentId ?? null,
      assignments: assignments.map(({ practitioner, ...assignment }) => ({
        ...assignment,
        practitionerId: practitioner === null ? null : stage.cast.memberId(practitioner),
      })),
    }),
  );
}

async function publish(
  { shape, charter }: DemoEngagement,
  lead: Caller,
  ids: DemoIds,
  stage: DemoStage,
  now: Date,
): Promise<void> {
  const { outsideHolder } = charter;
  const published = await must(
    'charter',
    publishCharter(acting(stage, lead, now), {
      engagementId: kept(ids, 'engagementId'),
      rights: outsideHolder === undefined ? null : defaultCharter(shape, outsideHolder),
    }),
  );
  ids.charterId = published.charterId;
}
