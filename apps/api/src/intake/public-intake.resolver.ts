import {
  publicIntake,
  publicIntakeUrl,
  recommendationSoFar,
  submitPublicIntake,
  updatePublicIntake,
} from '@bicorne/application';
import type { PublicIntakeSettings as Settings } from '@bicorne/domain';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import { Workspace } from '../workspace/workspace.types.js';
import {
  AnswersSoFarInput,
  PublicIntake,
  PublicIntakeSettings,
  RecommendationSoFar,
  SubmitPublicIntakeInput,
  SubmitPublicIntakePayload,
  UpdatePublicIntakeInput,
  UpdatePublicIntakePayload,
} from './public-intake.types.js';
import { sharedWrittenReadOf } from './shared-written-read-of.js';
import { workspacesById } from './workspaces-by-id.js';

@Resolver(() => Workspace)
export class PublicIntakeResolver {
  @ResolveField(() => PublicIntakeSettings, { description: 'Whether prospects can answer at a public address.' })
  @Access('MEMBER')
  publicIntake(@Ctx() context: RequestContext, @Parent() { id }: Workspace): Promise<PublicIntakeSettings> {
    return settingsOf(context, id);
  }

  @Query(() => PublicIntake, {
    nullable: true,
    name: 'publicIntake',
    description: 'The intake that a consultancy publishes. Null where there is no such address, or nothing published.',
  })
  @Access('PUBLIC')
  publishedIntake(
    @Ctx() context: RequestContext,
    @Args('workspace', { type: () => String, description: "The last part of the intake's address." }) workspace: string,
  ): Promise<PublicIntake | null> {
    context.takeTurn('intakeStep');
    return publicIntake(context, workspace);
  }

  @Query(() => RecommendationSoFar, { description: 'What the answers given so far say, by the newest rubric.' })
  @Access('PUBLIC')
  recommendationSoFar(
    @Ctx() context: RequestContext,
    @Args('answers') answers: AnswersSoFarInput,
  ): RecommendationSoFar {
    context.takeTurn('intakeStep');
    return recommendationSoFar(answers);
  }

  @Mutation(() => SubmitPublicIntakePayload, {
    description: 'Takes the answers of a prospect, who gets the written read and stands in the portfolio from then on.',
  })
  @Access('PUBLIC')
  submitPublicIntake(
    @Ctx() context: RequestContext,
    @Args('input') input: SubmitPublicIntakeInput,
  ): Promise<SubmitPublicIntakePayload> {
    context.takeTurn('prospect');
    return payloadWith(
      submitPublicIntake(context, { ...input }, context.idempotencyKey),
      (read) => ({ writtenRead: sharedWrittenReadOf(read) }),
      { writtenRead: null },
    );
  }

  @Mutation(() => UpdatePublicIntakePayload, { description: 'Publishes the intake, or takes it back.' })
  @Access('OWNER')
  updatePublicIntake(
    @Ctx() context: RequestContext,
    @Args('input') input: UpdatePublicIntakeInput,
  ): Promise<UpdatePublicIntakePayload> {
    return payloadWith(
      updatePublicIntake(context, input),
      async () => ({ publicIntake: await settingsOf(context, context.caller.workspaceId) }),
      { publicIntake: null },
    );
  }
}

async function settingsOf(context: RequestContext, workspaceId: string): Promise<Settings & { url: string }> {
  const { slug, publicIntakeEnabled, publicIntakeIntroduction } = await context.require(workspacesById, workspaceId);
  return {
    enabled: publicIntakeEnabled,
    introduction: publicIntakeIntroduction,
    url: publicIntakeUrl(context.services.baseUrl, slug),
  };
}
