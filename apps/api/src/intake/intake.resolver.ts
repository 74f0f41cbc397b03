import { assessIntake, readWrittenRead, toGlobalId } from '@bicorne/application';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { clientsById } from '../client/clients-by-id.js';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import { WRITTEN_READS_PATH } from '../http/document-route.js';
import { intakeAssessmentOf } from './intake-assessment-of.js';
import { AssessIntakeInput, AssessIntakePayload, IntakeAssessment, WrittenRead } from './intake.types.js';
import { workspacesById } from './workspaces-by-id.js';

@Resolver(() => IntakeAssessment)
export class IntakeResolver {
  @ResolveField(() => WrittenRead, { description: 'The document that the client walks away with.' })
  async writtenRead(@Ctx() context: RequestContext, @Parent() assessment: IntakeAssessment): Promise<WrittenRead> {
    const [client, workspace] = await Promise.all([
      context.require(clientsById, assessment.clientId),
      context.require(workspacesById, context.caller.workspaceId),
    ]);
    const pdfUrl = `${context.services.baseUrl}${WRITTEN_READS_PATH}/${toGlobalId('IntakeAssessment', assessment.id)}.pdf`;
    return { markdown: readWrittenRead(context.services, { client, workspace, assessment }), pdfUrl };
  }

  @Mutation(() => AssessIntakePayload, {
    description: 'Keeps the answers of a client and recommends. A new one supersedes.',
  })
  @Access('MEMBER')
  assessIntake(@Ctx() context: RequestContext, @Args('input') input: AssessIntakeInput): Promise<AssessIntakePayload> {
    return payloadWith(
      assessIntake(context, { ...input }),
      (kept) => ({ intakeAssessment: intakeAssessmentOf(kept) }),
      { intakeAssessment: null },
    );
  }
}
