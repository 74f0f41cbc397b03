import { viewer } from '@bicorne/application';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from '../client/client.types.js';
import { clientsById } from '../client/clients-by-id.js';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Viewer } from './viewer.types.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who asks, and where they are.' })
  @Access('SIGNED_IN')
  viewer(@Ctx() context: RequestContext): Promise<Viewer> {
    return viewer(context);
  }

  @ResolveField(() => Client, { nullable: true, description: 'The only client they see; null for a member.' })
  client(@Ctx() context: RequestContext, @Parent() { clientId }: Viewer): Promise<Client | null> | null {
    return clientId === null ? null : context.load(clientsById, clientId);
  }
}
