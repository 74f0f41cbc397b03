import { listAuditTrail } from '@bicorne/application';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engagement } from '../engagement/engagement.types.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { AuditEntryConnection, AuditFilter } from './audit.types.js';

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
  ): Promise<AuditEntryConnection> {
    return pageOf(page, (window) => listAuditTrail(context, { ...window, filter: filter ?? {} }));
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
  ): Promise<AuditEntryConnection> {
    return pageOf(page, (window) => listAuditTrail(context, { ...window, filter: { engagementId: id } }));
  }
}
