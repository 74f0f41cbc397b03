import { exportArtifactPack, listExportJobs } from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engagement } from '../engagement/engagement.types.js';
import { engagementsById } from '../engagement/engagements-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import {
  ExportArtifactPackInput,
  ExportArtifactPackPayload,
  ExportJob,
  ExportJobConnection,
} from './artifact-pack.types.js';
import { exportJobOf, exportJobsById } from './export-job-of.js';

@Resolver(() => ExportJob)
export class ArtifactPackResolver {
  @Query(() => ExportJob, { nullable: true, description: 'One export; NOT_FOUND where the caller sees no such.' })
  @Access('MEMBER_OR_SPONSOR')
  async exportJob(@Ctx() context: RequestContext, @IdArg('id', 'ExportJob') id: string): Promise<ExportJob> {
    return exportJobOf(await context.require(exportJobsById, id), context.services.baseUrl);
  }

  @ResolveField(() => Engagement, { description: 'Whose artifacts they are.' })
  engagement(@Ctx() context: RequestContext, @Parent() { engagementId }: ExportJob): Promise<Engagement> {
    return context.require(engagementsById, engagementId);
  }

  @Mutation(() => ExportArtifactPackPayload, {
    description:
      'Makes one archive of the seven artifacts of an engagement, in the background: ask exportJob how far it is. The same state gives the same bytes.',
  })
  @Access('MEMBER_OR_SPONSOR')
  exportArtifactPack(
    @Ctx() context: RequestContext,
    @Args('input') input: ExportArtifactPackInput,
  ): Promise<ExportArtifactPackPayload> {
    return payloadWith(
      exportArtifactPack(context, input),
      async (id) => ({ exportJob: await this.exportJob(context, id) }),
      { exportJob: null },
    );
  }
}

@Resolver(() => Engagement)
export class EngagementExportsResolver {
  @ResolveField(() => ExportJobConnection, { description: 'Archives that were asked for, newest first.' })
  @Access('MEMBER_OR_SPONSOR')
  exportJobs(
    @Ctx() context: RequestContext,
    @Parent() { id }: Engagement,
    @Args() page: ConnectionArgs,
  ): Promise<ExportJobConnection> {
    return pageOf(page, async (window) => {
      const slice = await context.transaction.run(context.caller, (tx) =>
        listExportJobs(tx, { ...window, engagementId: id }),
      );
      return { ...slice, rows: slice.rows.map((job) => exportJobOf(job, context.services.baseUrl)) };
    });
  }
}
