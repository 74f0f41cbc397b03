import { attestDepth } from '@bicorne/application';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import { AttestDepthInput, AttestDepthPayload } from './attestation.types.js';
import { membersById } from './members-by-id.js';

@Resolver()
export class AttestationResolver {
  @Mutation(() => AttestDepthPayload, {
    description: "Keeps a piece of evidence that a practitioner's AI depth is real.",
  })
  @Access('MEMBER')
  attestDepth(@Ctx() context: RequestContext, @Args('input') input: AttestDepthInput): Promise<AttestDepthPayload> {
    return payloadWith(
      attestDepth(context, input),
      async (id) => ({ practitioner: (await membersById(context, [id]))[0] ?? null }),
      { practitioner: null },
    );
  }
}
