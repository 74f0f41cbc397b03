import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CLIENT_CONTACT_ROLES,
  DEPTH_EVIDENCE_KINDS,
  HATS,
  MEMBER_ROLES,
  SHAPES,
  STAGES,
  STANDING_QUESTIONS,
} from '@bicorne/domain';
import { z } from 'zod';

/** Whole days from today, which is 0. What has happened lies before today. */
const past = z.int().max(-1);
const anyDay = z.int();
const text = z.string().min(1);
const money = z.strictObject({ amount: z.string(), currency: z.string() });
const person = z.strictObject({ name: text, email: z.email() });

const member = person.extend({
  key: text,
  role: z.enum(MEMBER_ROLES),
  attestations: z
    .array(z.strictObject({ kind: z.enum(DEPTH_EVIDENCE_KINDS), on: past, statement: text, evidenceUrl: z.url() }))
    .default([]),
});

const deliverable = z.strictObject({
  key: text,
  /** Beside the client's other documents; its days are written `{{day:-12}}`. */
  file: text.optional(),
  savedOn: past.optional(),
  submittedOn: past.optional(),
  acceptedOn: past.optional(),
  waived: z.strictObject({ on: past, by: z.email(), reason: text }).optional(),
});

const decision = z.strictObject({
  area: text,
  hatWorn: z.enum([...HATS, 'JOINT']),
  /** A member's key. */
  by: text,
  on: past,
  title: text,
  decision: text,
  rationale: text,
  options: z.array(text),
  spend: money.optional(),
  vendor: text.optional(),
  revisitOn: anyDay.optional(),
  // Kept in the data for the day on which sign-offs and approvals have a table.
  signOffs: z.array(z.unknown()).optional(),
  approval: z.unknown().optional(),
});

const engagement = z.strictObject({
  shape: z.enum(SHAPES),
  state: z.enum(['DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED']),
  startsOn: anyDay,
  pausedOn: past.optional(),
  completedOn: past.optional(),
  assignments: z.array(
    z.strictObject({
      hat: z.enum(HATS),
      /** A member's key. */
      practitioner: text.nullable(),
      daysPerWeek: z.number(),
      perDecisionLimit: money.optional(),
      perQuarterLimit: money.optional(),
    }),
  ),
  charter: z.strictObject({
    publishedOn: past,
    /** Who holds the areas of a hat that the shape does not have. */
    outsideHolder: text.optional(),
    acknowledgements: z.array(z.strictObject({ by: z.email(), on: past })),
  }),
  /** `until`: the day on which they stopped, with nobody after them. */
  aiRiskOwner: person.extend({ until: past.optional() }).optional(),
  standingAnswers: z
    .array(z.strictObject({ question: z.enum(STANDING_QUESTIONS), by: text, on: past, answer: text }))
    .default([]),
  deliverables: z.array(deliverable).default([]),
  decisions: z.array(decision).default([]),
});

const client = z.strictObject({
  /** The folder of its documents. */
  slug: text,
  name: text,
  stage: z.enum(STAGES),
  timeZone: text,
  website: z.url().optional(),
  notes: text.optional(),
  contacts: z.array(person.extend({ role: z.enum(CLIENT_CONTACT_ROLES) })),
  intake: z.strictObject({ on: past, answers: z.record(z.string(), z.unknown()) }).optional(),
  engagement: engagement.optional(),
});

const demo = z.strictObject({
  workspace: z.strictObject({
    name: text,
    slug: text,
    timeZone: text,
    currency: text.default('EUR'),
    workingDays: z.array(z.int().min(1).max(7)),
  }),
  members: z.array(member).min(1),
  clients: z.array(client),
});

/** The invented consultancy of the demo workspace, told in days from today. */
export type Demo = z.infer<typeof demo>;
export type DemoMember = Demo['members'][number];
export type DemoClient = Demo['clients'][number];
export type DemoEngagement = NonNullable<DemoClient['engagement']>;

const FOLDER = ['libs', 'application', 'demo'];

/** Reads demo.json. @throws z.ZodError where it is not of the shape above */
export async function readDemo(projectRoot: string): Promise<Demo> {
  return demo.parse(JSON.parse(await readFile(join(projectRoot, ...FOLDER, 'demo.json'), 'utf8')));
}

/** A document of a client as it is kept, its days not yet filled in. */
export async function readDemoDocument(projectRoot: string, client: DemoClient, file: string): Promise<string> {
  return readFile(join(projectRoot, ...FOLDER, client.slug, file), 'utf8');
}
