import { z } from 'zod';

/**
 * Terms of this library:
 *
 * - job: a name, a queue, the shape of its payload, and how often it is tried again
 * - payload: ids only; what a job needs to know it reads from the database when it runs
 * - hint: losing a job loses nothing, running it twice changes nothing. What is due stands in the
 *   database (`engagement.next_check_at`, `next_attempt_at` of deliveries and exports); jobs only bring it to mind
 * - handler: the function that runs a job of one name
 * - schedule: a job that comes every so many seconds
 */

/** Queues with the number of jobs of each that one process runs at a time. */
export const QUEUES = {
  /** Looks at engagements: short and bound to the database. */
  drift: { concurrency: 4 },
  /** Puts notices into messages: short and bound to the database. */
  compose: { concurrency: 2 },
  /** Sends: long and idle, since it waits for other people's servers. */
  delivery: { concurrency: 96 },
  /** Makes archives, and goes through storage: long, each archive with a thread of its own. */
  export: { concurrency: 2 },
  /** Finds what is due. A queue of its own, so that no backlog delays it. */
  upkeep: { concurrency: 2 },
} as const satisfies Record<string, { concurrency: number }>;

export type QueueName = keyof typeof QUEUES;

interface JobDefinition {
  queue: QueueName;
  payload: z.ZodType<object>;
  /**
   * What the queue does when a handler throws, which only a bug or an outage makes it do. The first
   * pause in milliseconds doubles with each try. Refusals by a recipient never come here: their
   * schedule is a rule of the domain and stands with the delivery.
   */
  retry: { tries: number; firstPauseMs: number };
  /**
   * How many of this name that are added together travel as one entry of the queue; 1 where left out. What the queue costs
   * is paid for an entry. Where the handler throws for one of them, all are run again, which a hint allows.
   */
  together?: number;
}

const WHILE_AN_OUTAGE_LASTS = { tries: 6, firstPauseMs: 1_000 };
/** Its next tick is its next try. */
const AT_THE_NEXT_TICK = { tries: 1, firstPauseMs: 0 };

/** Every job there is. A new one is a line here and a handler in the worker, which does not compile without. */
export const JOBS = {
  'drift.check': {
    queue: 'drift',
    payload: z.object({ workspaceId: z.guid(), engagementId: z.guid() }),
    retry: WHILE_AN_OUTAGE_LASTS,
  },
  'drift.scan': { queue: 'upkeep', payload: z.object({}), retry: AT_THE_NEXT_TICK },
  'delivery.send': {
    queue: 'delivery',
    payload: z.object({ workspaceId: z.guid(), deliveryId: z.guid() }),
    retry: WHILE_AN_OUTAGE_LASTS,
    together: 8,
  },
  /** Any archive; it has the name of the first kind, which queues of older versions know. */
  'export.artifact-pack': {
    queue: 'export',
    payload: z.object({ workspaceId: z.guid(), exportJobId: z.guid() }),
    retry: WHILE_AN_OUTAGE_LASTS,
  },
  'export.sweep': { queue: 'upkeep', payload: z.object({}), retry: AT_THE_NEXT_TICK },
  /** Looks at all that is kept, which can be much: not among what is short. */
  'storage.sweep': { queue: 'export', payload: z.object({}), retry: WHILE_AN_OUTAGE_LASTS },
  /** Tells in the app; one job for however many notices wait. */
  'notice.tell': { queue: 'upkeep', payload: z.object({}), retry: WHILE_AN_OUTAGE_LASTS },
  'notice.compose': {
    queue: 'compose',
    payload: z.object({ workspaceId: z.guid(), recipientId: z.guid(), channel: z.enum(['EMAIL', 'SLACK']) }),
    retry: WHILE_AN_OUTAGE_LASTS,
  },
  'notice.sweep': { queue: 'upkeep', payload: z.object({}), retry: AT_THE_NEXT_TICK },
  /** One email that helps somebody to sign in; the link is made when it is written. */
  'letter.send': {
    queue: 'delivery',
    payload: z.object({ letterId: z.guid() }),
    retry: AT_THE_NEXT_TICK,
  },
  'delivery.sweep': { queue: 'upkeep', payload: z.object({}), retry: AT_THE_NEXT_TICK },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>;

/** A job with the payload of its name; of any name where none is given. */
export type Job<Names extends JobName = JobName> = { [N in Names]: { name: N; payload: JobPayload<N> } }[Names];

export const JOB_NAMES = Object.keys(JOBS) as JobName[];

/** How many jobs of a name travel as one entry of the queue at most. */
export function togetherOf(name: JobName): number {
  const { together = 1 }: JobDefinition = JOBS[name];
  return together;
}

/** A job read from outside of the type system: the outbox, or a queue that an older version wrote to. */
export function readJob(name: string, payload: unknown): { ok: true; job: Job } | { ok: false; reason: string } {
  if (!isJobName(name)) return { ok: false, reason: `no job is called ${JSON.stringify(name)}` };
  const parsed = JOBS[name].payload.safeParse(payload);
  if (!parsed.success) return { ok: false, reason: `${name}: ${z.prettifyError(parsed.error)}` };
  return { ok: true, job: { name, payload: parsed.data } as Job };
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
