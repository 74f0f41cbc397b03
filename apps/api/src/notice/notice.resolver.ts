import { listNotices, personOf, readNotices } from '@bicorne/application';
import { Args, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Notice, NoticeConnection, ReadNoticesInput, ReadNoticesPayload } from './notice.types.js';

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, {
    description: 'What the caller was told in the app, the newest first. A token stands for no person: NOT_FOUND.',
  })
  @Access('SIGNED_IN')
  notices(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('unreadOnly', { type: () => Boolean, nullable: true, description: 'Whether to leave out what was read.' })
    unreadOnly: boolean | null,
  ): Promise<NoticeConnection> {
    return noticePage(context, page, unreadOnly ?? false);
  }

  @Subscription(() => NoticeConnection, {
    description:
      'The newest of what the caller was told in the app, each time that they are told more: once for all that is told ' +
      'at a time. What was told before the stream opened is in `notices`. A token stands for no person: NOT_FOUND.',
  })
  @Access('SIGNED_IN')
  noticesTold(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
  ): AsyncIterable<{ noticesTold: NoticeConnection }> {
    const person = personOf(context.caller);
    return context.events('noticesTold', 'notice', async (recipientId) =>
      recipientId === person.id ? noticePage(context, page, false) : null,
    );
  }

  @Mutation(() => ReadNoticesPayload, { description: 'Marks what the caller was told as read.' })
  @Access('SIGNED_IN')
  async readNotices(
    @Ctx() context: RequestContext,
    @Args('input') input: ReadNoticesInput,
  ): Promise<ReadNoticesPayload> {
    return { unread: await readNotices(context, input), userErrors: [] };
  }
}

async function noticePage(
  context: RequestContext,
  page: ConnectionArgs,
  unreadOnly: boolean,
): Promise<NoticeConnection> {
  let unread = 0;
  const connection = await pageOf(page, async (window) => {
    const slice = await listNotices(context, { ...window, unreadOnly });
    unread = slice.unread;
    return slice;
  });
  return { ...connection, unread };
}
