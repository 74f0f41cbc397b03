import { attentionOf, countPortfolio, daysLeftOf, listPortfolio, narrowedToPractitioner } from '@bicorne/application';
import type * as domain from '@bicorne/domain';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from '../client/client.types.js';
import { clientsById } from '../client/clients-by-id.js';
import { DriftSignal } from '../drift/drift.types.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { FailureMode, PortfolioOrder } from '../graphql/enums.js';
import { ApiError } from '../graphql/errors.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Engagement, HatAssignment } from './engagement.types.js';
import { engagementsById } from './engagements-by-id.js';
import { OpenAlerts, PortfolioConnection, PortfolioCount, PortfolioFilter, PortfolioRow } from './portfolio.types.js';

@Resolver(() => PortfolioRow)
export class PortfolioResolver {
  @Query(() => PortfolioConnection, { description: 'A row a client, what needs attention first.' })
  @Access('SIGNED_IN')
  async portfolio(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('filter', { type: () => PortfolioFilter, nullable: true, description: 'Which rows; left out, all.' })
    filter: PortfolioFilter | null,
    @Args('orderBy', {
      type: () => PortfolioOrder,
      defaultValue: PortfolioOrder.ATTENTION,
      description: 'By what they are sorted.',
    })
    order: domain.PortfolioOrder,
  ): Promise<PortfolioConnection> {
    const asked = askedOf(context, filter);
    const rows = await pageOf(page, (window) =>
      context.transaction.run(context.caller, (tx) => listPortfolio(tx, { ...window, ...asked, order })),
    );
    return { ...rows, filter: asked.filter };
  }

  @ResolveField(() => Client, { description: 'Whose row it is.' })
  client(@Ctx() context: RequestContext, @Parent() { clientId }: PortfolioRow): Promise<Client> {
    return context.require(clientsById, clientId);
  }

  @ResolveField(() => Engagement, {
    nullable: true,
    description: 'The one that runs, else a draft, else one that is over.',
  })
  engagement(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<Engagement | null> {
    return engagementOfRow(context, row);
  }

  @ResolveField(() => [HatAssignment], { description: 'A cell a hat; none before an engagement.' })
  async hats(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<HatAssignment[]> {
    return (await engagementOfRow(context, row))?.hats ?? [];
  }

  @ResolveField(() => OpenAlerts, { description: 'Of the engagement; none shown to the client side.' })
  async openAlerts(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<OpenAlerts> {
    return (await engagementOfRow(context, row))?.openAlerts ?? { total: 0, critical: 0 };
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Days to the end of a running engagement, 0 when it is over.',
  })
  async daysLeft(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<number | null> {
    return daysLeftOf(await engagementOfRow(context, row), context.now());
  }

  @ResolveField(() => String, { description: 'One sentence: why the row stands where it does.' })
  async attention(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<string> {
    return attentionOf(await engagementOfRow(context, row));
  }

  @ResolveField(() => [FailureMode], {
    description: 'What its open signals add up to; none where all is well, and to the client side.',
  })
  async failureModes(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<domain.FailureMode[]> {
    return (await engagementOfRow(context, row))?.failureModes.map(({ mode }) => mode) ?? [];
  }

  @ResolveField(() => DriftSignal, {
    nullable: true,
    description: 'What to look at first: the worst open signal, the oldest of them; null to the client side.',
  })
  async firstSignal(@Ctx() context: RequestContext, @Parent() row: PortfolioRow): Promise<DriftSignal | null> {
    return (await engagementOfRow(context, row))?.worstSignal ?? null;
  }
}

@Resolver(() => PortfolioConnection)
export class PortfolioConnectionResolver {
  @ResolveField(() => [PortfolioCount], {
    description: 'How many rows have each mark, of those that search and hat let through.',
  })
  @Access('MEMBER')
  counts(@Ctx() context: RequestContext, @Parent() { filter }: PortfolioConnection): Promise<PortfolioCount[]> {
    const asked = askedOf(context, filter);
    return context.transaction.run(context.caller, (tx) => countPortfolio(tx, asked));
  }
}

/** @throws ApiError FORBIDDEN where the client side picks by what it does not see */
function askedOf(
  { caller }: RequestContext,
  filter: PortfolioFilter | null,
): { filter: PortfolioFilter; practitionerId: string | null } {
  if (caller.clientId !== null && filter?.mark)
    throw new ApiError('FORBIDDEN', 'Only members of the consultancy pick rows by a mark.');
  return { filter: filter ?? {}, practitionerId: narrowedToPractitioner(caller) };
}

async function engagementOfRow(context: RequestContext, { engagementId }: PortfolioRow): Promise<Engagement | null> {
  return engagementId === null ? null : context.load(engagementsById, engagementId);
}
