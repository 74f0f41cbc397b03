import { loadDecision, recordDecision } from '@bicorne/application';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DriftSignal } from '../drift/drift.types.js';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import { decisionOf, signalsByDecision } from './decision-of.js';
import { Decision, RecordDecisionInput, RecordDecisionPayload, SignOff } from './decision.types.js';

@Resolver(() => Decision)
export class DecisionResolver {
  @ResolveField(() => [DriftSignal], { description: 'What the rules find about it now.' })
  async signals(@Ctx() context: RequestContext, @Parent() { id }: Decision): Promise<DriftSignal[]> {
    return (await context.load(signalsByDecision, id)) ?? [];
  }

  @ResolveField(() => [SignOff], { description: 'Which hats agreed to a JOINT decision; none before sign-off exists.' })
  signOffs(): SignOff[] {
    return [];
  }

  @Mutation(() => RecordDecisionPayload, { description: 'Puts a decision into the log, and checks it at once.' })
  @Access('MEMBER')
  recordDecision(
    @Ctx() context: RequestContext,
    @Args('input') input: RecordDecisionInput,
  ): Promise<RecordDecisionPayload> {
    return payloadWith(
      recordDecision(context, input),
      async ({ decisionId }) => {
        const row = await context.transaction.run(context.caller, (tx) => loadDecision(tx, decisionId));
        return { decision: row && decisionOf(row) };
      },
      { decision: null },
    );
  }
}
