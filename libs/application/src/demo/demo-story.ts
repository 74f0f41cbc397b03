import type { Caller } from '@bicorne/identity';
import { createClient } from '../client/create-client.js';
import { assessIntake } from '../intake/assess-intake.js';
import { attestDepth } from '../member/attest-depth.js';
import type { Demo, DemoClient } from './demo-data.js';
import { engagementEvents } from './demo-engagement.js';
import { acting, kept, must, type DemoEvent, type DemoIds, type DemoStage } from './demo-stage.js';

/** A client, and the ids of what was kept of it so far. */
export interface DemoStory {
  client: DemoClient;
  ids: DemoIds;
}

/** A client without an intake was added so many days ago. */
const ADDED_ON = -2;

/** Everything that happened to a client, in no order. @param lead keeps it and drafts its engagement */
export function clientEvents(stage: DemoStage, { client, ids }: DemoStory, lead: Caller): DemoEvent[] {
  const { intake, engagement, timeZone } = client;
  const addedAt = stage.clock.moment(intake?.on ?? ADDED_ON, '09:05', timeZone);
  const events: DemoEvent[] = [{ at: addedAt, happen: (...now) => add({ client, ids }, lead, ...now) }];
  if (intake)
    events.push({
      at: stage.clock.moment(intake.on, '10:30', timeZone),
      happen: async (on, now) => {
        const input = { ...intake.answers, clientId: kept(ids, 'clientId') };
        const assessment = await must(`intake of ${client.name}`, assessIntake(acting(on, lead, now), input));
        ids.intakeAssessmentId = assessment.id;
      },
    });
  return engagement ? [...events, ...engagementEvents(stage, client, engagement, lead, ids)] : events;
}

async function add({ client, ids }: DemoStory, lead: Caller, stage: DemoStage, now: Date): Promise<void> {
  const { name, stage: financing, website, timeZone, notes } = client;
  const input = { name, stage: financing, website, timeZone, notes };
  const { id } = await must(`client ${name}`, createClient(acting(stage, lead, now), input));
  ids.clientId = id;
  await stage.transaction.run({ workspaceId: stage.workspaceId }, (tx) => stage.cast.addContacts(tx, client, id, now));
}

/** What shows the practitioners' depth. @param lead attests it */
export function attestationEvents({ clock, cast }: DemoStage, { members, workspace }: Demo, lead: Caller): DemoEvent[] {
  return members.flatMap(({ key, attestations }) =>
    attestations.map(({ on, ...attestation }): DemoEvent => ({
      at: clock.moment(on, '10:00', workspace.timeZone),
      happen: async (stage, now) => {
        const input = { ...attestation, practitionerId: cast.memberId(key) };
        await must(`attestation of ${key}`, attestDepth(acting(stage, lead, now), input));
      },
    })),
  );
}
