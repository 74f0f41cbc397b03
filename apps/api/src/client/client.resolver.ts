import { createClient, inviteClientContact, listClients, updateClient } from '@bicorne/application';
import type { Decided } from '@bicorne/domain';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engagement } from '../engagement/engagement.types.js';
import { engagementsById } from '../engagement/engagements-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { intakeAssessmentOf } from '../intake/intake-assessment-of.js';
import { IntakeAssessment } from '../intake/intake.types.js';
import {
  Client,
  ClientConnection,
  ClientContact,
  CreateClientInput,
  CreateClientPayload,
  InviteClientContactInput,
  InviteClientContactPayload,
  UpdateClientInput,
  UpdateClientPayload,
} from './client.types.js';
import { assessmentsByClient, clientsById, contactsByClient } from './clients-by-id.js';

@Resolver(() => Client)
export class ClientResolver {
  @Query(() => ClientConnection, { description: 'The clients that the caller sees, by name.' })
  @Access('SIGNED_IN')
  clients(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('search', { type: () => String, nullable: true, description: 'A part of the name, whatever its case.' })
    search: string | null,
  ): Promise<ClientConnection> {
    return pageOf(page, (window) => listClients(context, { ...window, search: search ?? null }));
  }

  @Query(() => Client, { nullable: true, description: 'One client; NOT_FOUND where the caller sees no such client.' })
  @Access('SIGNED_IN')
  client(@Ctx() context: RequestContext, @IdArg('id', 'Client') id: string): Promise<Client> {
    return context.require(clientsById, id);
  }

  @ResolveField(() => Engagement, {
    nullable: true,
    description: 'The one that runs, else a draft, else one that is over.',
  })
  async currentEngagement(@Ctx() context: RequestContext, @Parent() client: Client): Promise<Engagement | null> {
    return client.currentEngagementId === null ? null : context.load(engagementsById, client.currentEngagementId);
  }

  @ResolveField(() => IntakeAssessment, { nullable: true, description: 'The newest one; null before the intake.' })
  async intakeAssessment(@Ctx() context: RequestContext, @Parent() client: Client): Promise<IntakeAssessment | null> {
    const row = await context.load(assessmentsByClient, client.id);
    return row && intakeAssessmentOf(row);
  }

  @ResolveField(() => [ClientContact], { description: 'The people of the client who may sign in, by name.' })
  @Access('MEMBER')
  async contacts(@Ctx() context: RequestContext, @Parent() client: Client): Promise<ClientContact[]> {
    return (await context.load(contactsByClient, client.id)) ?? [];
  }

  @Mutation(() => CreateClientPayload, { description: 'Adds a company to the portfolio.' })
  @Access('MEMBER')
  createClient(@Ctx() context: RequestContext, @Args('input') input: CreateClientInput): Promise<CreateClientPayload> {
    return payloadOf('client', withoutEngagement(createClient(context, input)));
  }

  @Mutation(() => UpdateClientPayload, { description: 'Changes what is kept of a company.' })
  @Access('MEMBER')
  updateClient(@Ctx() context: RequestContext, @Args('input') input: UpdateClientInput): Promise<UpdateClientPayload> {
    return payloadOf('client', updateClient(context, input));
  }

  @Mutation(() => InviteClientContactPayload, {
    description: 'Adds a person of a client, who can sign in from then on.',
  })
  @Access('MEMBER')
  inviteClientContact(
    @Ctx() context: RequestContext,
    @Args('input') input: InviteClientContactInput,
  ): Promise<InviteClientContactPayload> {
    return payloadOf('clientContact', inviteClientContact(context, input));
  }
}

async function withoutEngagement<Row extends object>(
  decision: Promise<Decided<Row>>,
): Promise<Decided<Row & { currentEngagementId: null }>> {
  const decided = await decision;
  return decided.ok ? { ok: true, value: { ...decided.value, currentEngagementId: null } } : decided;
}
