import type { UseCaseContext } from '../context.js';

/** What a new workspace has done of what comes first, in this order. */
export interface FirstSteps {
  /** Somebody besides the first owner is a member. */
  colleague: boolean;
  client: boolean;
  /** Some client has answered the intake. */
  intake: boolean;
  /** Some engagement is drafted. */
  engagement: boolean;
  /** Some engagement has started. */
  started: boolean;
}

const FIRST_STEPS = `select
  exists (select from member offset 1) as colleague,
  exists (select from client) as client,
  exists (select from intake_assessment) as intake,
  exists (select from engagement) as engagement,
  exists (select from engagement where state <> 'DRAFT') as started`;

/** How far the caller's workspace has come with its first steps, from what is there. */
export async function firstSteps(context: UseCaseContext): Promise<FirstSteps> {
  return context.transaction.run(context.caller, async (tx) => {
    const [steps] = await tx.query<FirstSteps>(FIRST_STEPS);
    if (!steps) throw new Error('A statement without a from clause gave no row.');
    return steps;
  });
}
