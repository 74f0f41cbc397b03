import { compareRevisions } from '@bicorne/application';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { BadUserInput } from '../graphql/errors.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Deliverable } from './deliverable.types.js';
import { dueDateMovesOf, submissionsOf } from './history-by-deliverable.js';
import { DueDateMove, RevisionDifference, Submission } from './history.types.js';

@Resolver(() => Deliverable)
export class HistoryResolver {
  @Query(() => RevisionDifference, {
    description: 'What changed between two revisions of one deliverable; a client compares what was submitted.',
  })
  @Access('SIGNED_IN')
  async revisionDifference(
    @Ctx() context: RequestContext,
    @IdArg('fromRevisionId', 'Revision') fromRevisionId: string,
    @IdArg('toRevisionId', 'Revision') toRevisionId: string,
  ): Promise<RevisionDifference> {
    const compared = await compareRevisions(context, { fromRevisionId, toRevisionId });
    if (!compared.ok) throw new BadUserInput(compared.refusals[0]?.message ?? '', compared.refusals[0]?.field);
    return compared.value;
  }

  @ResolveField(() => [Submission], { description: 'Every time that it went to the client, the first one first.' })
  async submissions(@Ctx() context: RequestContext, @Parent() { id }: Deliverable): Promise<Submission[]> {
    return (await context.load(submissionsOf, id)) ?? [];
  }

  @ResolveField(() => [DueDateMove], { description: 'How its due date was asked to move, the first one first.' })
  async dueDateMoves(@Ctx() context: RequestContext, @Parent() { id }: Deliverable): Promise<DueDateMove[]> {
    return (await context.load(dueDateMovesOf, id)) ?? [];
  }
}
