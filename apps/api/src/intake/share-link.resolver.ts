import { listShareLinks, openSharedRead, revokeShareLink, shareWrittenRead } from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { IntakeAssessment } from './intake.types.js';
import {
  RevokeShareLinkInput,
  RevokeShareLinkPayload,
  SharedWrittenRead,
  ShareLinkConnection,
  ShareWrittenReadInput,
  ShareWrittenReadPayload,
} from './share-link.types.js';
import { sharedWrittenReadOf } from './shared-written-read-of.js';

@Resolver(() => IntakeAssessment)
export class ShareLinkResolver {
  @ResolveField(() => ShareLinkConnection, {
    description: 'The links to the written read: those that lead to it, newest first, and the ended ones after them.',
  })
  @Access('MEMBER')
  shareLinks(
    @Ctx() context: RequestContext,
    @Parent() { id }: IntakeAssessment,
    @Args() page: ConnectionArgs,
  ): Promise<ShareLinkConnection> {
    return pageOf(page, (window) =>
      context.transaction.run(context.caller, (tx) => listShareLinks(tx, { ...window, assessmentId: id })),
    );
  }

  @Query(() => SharedWrittenRead, {
    nullable: true,
    description: 'What a link opens. Null for a link that is not there, expired or revoked, which answer alike.',
  })
  @Access('PUBLIC')
  async sharedWrittenRead(
    @Ctx() context: RequestContext,
    @Args('secret', { type: () => String, description: 'The last part of the address.' }) secret: string,
  ): Promise<SharedWrittenRead | null> {
    context.takeTurn('sharedRead');
    const read = await openSharedRead(context, secret);
    return read && sharedWrittenReadOf(read);
  }

  @Mutation(() => ShareWrittenReadPayload, {
    description: 'Makes an address at which somebody without an account reads a written read, until it expires.',
  })
  @Access('MEMBER')
  shareWrittenRead(
    @Ctx() context: RequestContext,
    @Args('input') input: ShareWrittenReadInput,
  ): Promise<ShareWrittenReadPayload> {
    return payloadOf('shareLink', shareWrittenRead(context, input));
  }

  @Mutation(() => RevokeShareLinkPayload, { description: 'Ends a link: the next opening of it finds nothing.' })
  @Access('MEMBER')
  revokeShareLink(
    @Ctx() context: RequestContext,
    @Args('input') input: RevokeShareLinkInput,
  ): Promise<RevokeShareLinkPayload> {
    return payloadOf('shareLink', revokeShareLink(context, input));
  }
}
