import {
  addDeliverable,
  createTemplate,
  listTemplates,
  readOwnTemplateView,
  replaceTemplate,
  retireTemplate,
} from '@bicorne/application';
import type { Decided } from '@bicorne/domain';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith, type Payload } from '../graphql/user-error.js';
import { deliverablePayload } from './deliverable-now.js';
import {
  AddDeliverableInput,
  AddDeliverablePayload,
  CreateTemplateInput,
  CreateTemplatePayload,
  ReplaceTemplateInput,
  ReplaceTemplatePayload,
  RetireTemplateInput,
  RetireTemplatePayload,
  Template,
  TemplateConnection,
} from './template.types.js';

@Resolver(() => Template)
export class TemplateResolver {
  @Query(() => TemplateConnection, { description: "What can be planned: the catalogue and the workspace's own." })
  @Access('MEMBER')
  templates(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('retired', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Whether retired versions are listed too.',
    })
    retired: boolean,
  ): Promise<TemplateConnection> {
    return pageOf(page, (window) => listTemplates(context, { ...window, retired }));
  }

  @Mutation(() => CreateTemplatePayload, { description: "Adds a template of the workspace's own." })
  @Access('LEAD')
  createTemplate(
    @Ctx() context: RequestContext,
    @Args('input') input: CreateTemplateInput,
  ): Promise<CreateTemplatePayload> {
    return templatePayload(context, createTemplate(context, input));
  }

  @Mutation(() => ReplaceTemplatePayload, {
    description: 'Puts a new version in its place. What is planned already stays with the version it was planned by.',
  })
  @Access('LEAD')
  replaceTemplate(
    @Ctx() context: RequestContext,
    @Args('input') input: ReplaceTemplateInput,
  ): Promise<ReplaceTemplatePayload> {
    return templatePayload(context, replaceTemplate(context, input));
  }

  @Mutation(() => RetireTemplatePayload, { description: 'Takes it out of use. What is planned already stays.' })
  @Access('LEAD')
  retireTemplate(
    @Ctx() context: RequestContext,
    @Args('input') input: RetireTemplateInput,
  ): Promise<RetireTemplatePayload> {
    return templatePayload(context, retireTemplate(context, input));
  }

  @Mutation(() => AddDeliverablePayload, { description: 'Plans one more deliverable in the running quarter.' })
  @Access('MEMBER')
  addDeliverable(
    @Ctx() context: RequestContext,
    @Args('input') input: AddDeliverableInput,
  ): Promise<AddDeliverablePayload> {
    return deliverablePayload(context, addDeliverable(context, input));
  }
}

function templatePayload(
  context: RequestContext,
  decision: Promise<Decided<string>>,
): Promise<{ template: Template | null } & Payload> {
  return payloadWith(decision, async (id) => ({ template: await readOwnTemplateView(context, id) }), {
    template: null,
  });
}
