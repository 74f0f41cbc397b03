import { search } from '@bicorne/application';
import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { MAX_PAGE } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Found } from './search.types.js';

@Resolver()
export class SearchResolver {
  @Query(() => Found, {
    description: 'The clients, engagements and deliverables that the caller sees, by their names.',
  })
  @Access('SIGNED_IN')
  search(
    @Ctx() context: RequestContext,
    @Args('text', { type: () => String, description: 'Words that all stand in the name, whatever their case.' })
    text: string,
    @Args('first', { type: () => Int, description: `How many of each, the best first: 1 to ${MAX_PAGE}.` })
    first: number,
  ): Promise<Found> {
    return search(context, { text, limit: first });
  }
}
