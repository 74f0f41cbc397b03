import { attentionOf, daysLeftOf, listPortfolio, narrowedToPractitioner } from '@bicorne/application';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from '../client/client.types.js';
import { clientsById } from '../client/clients-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Engagement, HatAssignment } from './engagement.types.js';
import { engagementsById } from './engagements-by-id.js';
import { OpenAlerts, PortfolioConnection, PortfolioRow } from './portfolio.types.js';

@Resolver(() => PortfolioRow)
export class PortfolioResolver {
  @Query(() => PortfolioConnection, { description: 'A row a client, what needs attention first.' })
  @Access('SIGNED_IN')
  portfolio(@Ctx() context: RequestContext, @Args() page: ConnectionArgs): Promise<PortfolioConnection> {
    return pageOf(page, (window) =>
      context.transaction.run(context.caller, (tx) =>
        listPortfolio(tx, { ...window, practitionerId: narrowedToPractitioner(context.caller) }),
      ),
    );
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
}

async function engagementOfRow(context: RequestContext, { engagementId }: PortfolioRow): Promise<Engagement | null> {
  return engagementId === null ? null : context.load(engagementsById, engagementId);
}
