import {
  eraseClient,
  eraseWorkspace,
  exportData,
  listDataExports,
  loadDataExports,
  NotFound,
  toGlobalId,
  type DataExportView,
} from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from '../client/client.types.js';
import { clientsById } from '../client/clients-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import { EXPORTS_PATH } from '../http/document-route.js';
import {
  DataExport,
  DataExportConnection,
  EraseClientInput,
  EraseClientPayload,
  EraseWorkspaceInput,
  EraseWorkspacePayload,
  ExportDataInput,
  ExportDataPayload,
} from './data.types.js';

@Resolver(() => DataExport)
export class DataResolver {
  @Query(() => DataExport, { nullable: true, description: 'One archive; NOT_FOUND where the caller may have no such.' })
  @Access('LEAD')
  async dataExport(@Ctx() context: RequestContext, @IdArg('id', 'ExportJob') id: string): Promise<DataExport> {
    const [found] = await context.transaction.run(context.caller, (tx) => loadDataExports(tx, context, [id]));
    if (!found) throw new NotFound();
    return dataExportOf(found, context.services.baseUrl);
  }

  @Query(() => DataExportConnection, {
    description: 'The archives that were asked for, the newest first. Those of the workspace are for owners.',
  })
  @Access('LEAD')
  dataExports(@Ctx() context: RequestContext, @Args() page: ConnectionArgs): Promise<DataExportConnection> {
    return pageOf(page, async (window) => {
      const slice = await listDataExports(context, window);
      return { ...slice, rows: slice.rows.map((row) => dataExportOf(row, context.services.baseUrl)) };
    });
  }

  @ResolveField(() => Client, { nullable: true, description: 'Whose data it is; null for the workspace.' })
  client(@Ctx() context: RequestContext, @Parent() { clientId }: DataExport): Promise<Client> | null {
    return clientId === null ? null : context.require(clientsById, clientId);
  }

  @Mutation(() => ExportDataPayload, {
    description:
      'Makes an archive of everything that is kept of a client or of the workspace, files too and secrets left out, in the background: ask dataExport how far it is. `bicorne restore` takes one of a workspace.',
  })
  @Access('LEAD')
  exportData(@Ctx() context: RequestContext, @Args('input') { clientId }: ExportDataInput): Promise<ExportDataPayload> {
    return payloadWith(
      exportData(context, { clientId: clientId ?? null }),
      async (id) => ({ dataExport: await this.dataExport(context, id) }),
      { dataExport: null },
    );
  }

  @Mutation(() => EraseClientPayload, {
    description:
      'Erases a client with everything that is kept of it. The audit trail keeps who did what and when, without names and contents.',
  })
  @Access('LEAD')
  eraseClient(@Ctx() context: RequestContext, @Args('input') input: EraseClientInput): Promise<EraseClientPayload> {
    return payloadOf('erasedId', eraseClient(context, input));
  }

  @Mutation(() => EraseWorkspacePayload, {
    description:
      'Erases the workspace with everything in it, for good; by an owner who signed in. Its people without another place lose their sign-in.',
  })
  @Access('OWNER')
  eraseWorkspace(
    @Ctx() context: RequestContext,
    @Args('input') input: EraseWorkspaceInput,
  ): Promise<EraseWorkspacePayload> {
    return payloadOf('erasedId', eraseWorkspace(context, input));
  }
}

function dataExportOf({ requestedBy, ...view }: DataExportView, baseUrl: string): DataExport {
  return {
    ...view,
    requestedBy: { name: requestedBy },
    url: view.state === 'DONE' ? `${baseUrl}${EXPORTS_PATH}/${toGlobalId('ExportJob', view.id)}.zip` : null,
  };
}
