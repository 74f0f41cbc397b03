import { countAuditTrail, listAuditTrail } from '@bicorne/application';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engagement } from '../engagement/engagement.types.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, longPageOf, type LongConnection } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { AuditEntryConnection, AuditFilter, type AuditEntry } from './audit.types.js';

@Resolver(() => Engagement)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description: 'Every change in the workspace: who, what, when, from where, before and after. The newest first.',
  })
  @Access('LEAD')
  auditTrail(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('filter', { type: () => AuditFilter, nullable: true, description: 'Which entries.' })
    filter: AuditFilter | null,
  ): Promise<LongConnection<AuditEntry>> {
    return trailOf(context, page, filter ?? {});
  }

  @ResolveField(() => AuditEntryConnection, {
    name: 'auditTrail',
    description: 'Every change of this engagement and of what belongs to it. The newest first.',
  })
  @Access('MEMBER')
  ofEngagement(
    @Ctx() context: RequestContext,
    @Parent() { id }: { id: string },
    @Args() page: ConnectionArgs,
  ): Promise<LongConnection<AuditEntry>> {
    return trailOf(context, page, { engagementId: id });
  }
}

@Resolver(() => AuditEntryConnection)
export class AuditEntryConnectionResolver {
  @ResolveField(() => Int)
  totalCount(@Parent() { count }: LongConnection<AuditEntry>): Promise<number> {
    return count();
  }
}

function trailOf(
  context: RequestContext,
  page: ConnectionArgs,
  filter: AuditFilter,
): Promise<LongConnection<AuditEntry>> {
  return longPageOf(
    page,
    (stretch) => listAuditTrail(context, { ...stretch, filter }),
    () => countAuditTrail(context, filter),
  );
}
